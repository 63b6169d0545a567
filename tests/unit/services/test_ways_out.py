"""The ways out of a lab as its settings have them: how many at once, how often, for how long, and where to."""

from __future__ import annotations

from pydantic import SecretStr

from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.sending import Sent
from tests.contract.campaigns.stall import Stall, later
from tests.contract.channels.receiver import SECRET, Reply, Request, receiving


def fired(stand: Stall, channel: str) -> str:
    slug = stand.launch(channel, channels=[channel], control=0)
    (look,) = stand.lab.launching.trigger(slug, is_now=True)
    assert look.run is not None, look.text
    return slug


def test_batches_attempts_and_leases_are_those_of_the_settings(stand: Stall, clock: FixedClock) -> None:
    held = []
    with receiving(lambda: clock.now().timestamp()) as receiver:
        settings = stand.lab.settings.model_copy(
            update={
                "lab_webhook_url": SecretStr(receiver.url), "lab_webhook_secret": SecretStr(SECRET),
                "lab_webhook_batch": 8, "lab_delivery_attempts": 1, "lab_lease_seconds": 600,
            }
        )  # fmt: skip
        with Lab.open(settings, clock=stand.clock) as lab:

            def refuse(_: Request) -> Reply:
                held.append(lab.deliveries.status().next_at)
                return Reply(500)

            receiver.answer = refuse
            fired(Stall(lab, stand.clock), "webhook")
            assert lab.sending.drain("w") == Sent(dead=20)
    assert sorted(len(request.messages) for request in receiver.requests) == [4, 8, 8]
    assert set(held) == {later(minutes=10)}


def test_a_csv_file_a_run_stands_in_the_labs_own_folder_and_the_status_says_when_it_is_complete(stand: Stall) -> None:
    slug = fired(stand, "csv")
    (run,) = stand.runs(slug)
    file = stand.lab.settings.home / "outgoing" / slug / f"{run.run_id}.csv"
    assert (file.exists(), stand.lab.deliveries.status(slug).states["queued"]) == (False, 20)
    stand.lab.sending.drain("w")
    assert file.read_bytes().count(b"\r\n") == 21
    assert {state: n for state, n in stand.lab.deliveries.status(slug).states.items() if n} == {"sent": 20}
