"""Response events: the good ones are taken, each once; the others are refused, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
import yaml

from core.config import Settings
from core.errors import BadInput, ConfigError
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.response_files import MOST
from core.warehouse.responses import Responses

HEADER = "customer_id,kind,at,campaign,channel,id\n"
NOON = "2017-05-01T12:00:00Z"


def csv(*lines: str, header: str = HEADER) -> bytes:
    return (header + "".join(f"{line}\n" for line in lines)).encode()


def events(lab: Lab) -> list[tuple[str, str, datetime, str | None, str | None]]:
    return lab.responses.of().select("customer_id", "kind", "at", "campaign", "channel").rows()


def test_events_are_taken_as_they_are_meant(shop: Lab) -> None:
    found = shop.responses.read_csv(
        csv(f"1,Opened,{NOON},,email,a", "2,Signed up,2017-05-01 08:00,,,", '"3",clicked,2017-05-01,,,"x,y"')
    )
    assert (found.n_new, found.n_known, found.n_refused, found.faults) == (3, 0, 0, ())
    noon = datetime(2017, 5, 1, 12, tzinfo=UTC)
    assert events(shop) == [
        ("1", "opened", noon, None, "email"),
        ("2", "signed_up", noon, None, None),  # eight in New York
        ("3", "clicked", datetime(2017, 5, 1, 4, tzinfo=UTC), None, None),
    ]


def test_what_was_taken_before_changes_nothing(shop: Lab) -> None:
    lines = [f"1,opened,{NOON},,email,a", f"1,opened,{NOON},,email,", f"1,opened,{NOON},,email,"]
    assert (shop.responses.read_csv(csv(*lines)).n_new, len(events(shop))) == (2, 2)
    again = shop.responses.read_csv(csv(*lines, f"1,clicked,{NOON},,email,a"))  # an id of the message, not of the event
    assert (again.n_new, again.n_known) == (1, 3)
    moved = shop.responses.read_csv(csv("1,opened,2017-05-01T13:00:00Z,,email,a"))  # the same event, told anew
    assert (moved.n_new, moved.n_known, len(events(shop))) == (0, 1, 3)


GARBAGE = {
    f",opened,{NOON},,,": "it has no customer",
    f"1,,{NOON},,,": "it says not what happened",
    f"1,<script>,{NOON},,,": "its kind is no word of up to 40 letters",
    f"1,opened,{NOON},,fax,": "its channel is none of outbox, csv, email, webhook, warehouse",
    "1,opened,,,,": "it has no instant",
    "1,opened,yesterday,,,": "its instant is none",
    "1,opened,2017-02-30T12:00:00Z,,,": "'2017-02-30T12:00:00Z' is no instant",
    "1,opened,2017-05-01T12:00:00+99:00,,,": "'2017-05-01T12:00:00+99:00' is no instant",
    "1,opened,0017-05-01,,,": "the year of '0017-05-01' is out of reach",
    "1,opened,2017-03-12T02:30,,,": "the clocks change at '2017-03-12T02:30': write the offset",
    "1,opened,2016-11-06T01:30,,,": "the clocks change at '2016-11-06T01:30': write the offset",
    "1,opened,2018-05-01,,,": "it lies in the future",
    f"1,opened,{NOON}": "it has 3 columns, and the first line 6",
    f"1,opened,{NOON},,,,": "it has 7 columns, and the first line 6",
    f'"1,opened,{NOON},,,': "it ends within quotes",
    f"{'9' * 81},opened,{NOON},,,": "its customer_id has more than 80 characters",
    f"1,opened,{NOON},,,{'9' * 201}": "its id has more than 200 characters",
    f"1,opened,{NOON},a\x1bb,,": "its campaign has characters that cannot be printed",
    f"1\0,opened,{NOON},,,": "it holds NUL bytes",
}


@pytest.mark.parametrize("line", GARBAGE, ids=GARBAGE.values())
def test_a_line_that_is_no_event_is_refused_and_the_others_are_taken(shop: Lab, line: str) -> None:
    found = shop.responses.read_csv(csv(f"1,opened,{NOON},,,", line, "", f"2,opened,{NOON},,,"))
    assert (found.n_new, found.n_known, found.n_refused) == (2, 0, 1)
    (fault,) = found.faults
    assert fault.startswith(f"line 3: {GARBAGE[line]}")
    assert [who for who, *_ in events(shop)] == ["1", "2"]


def test_the_clock_of_others_may_be_fast_by_a_day_and_no_more(shop: Lab) -> None:
    found = shop.responses.read_csv(csv("1,opened,2017-06-02T12:00:00Z,,,", "2,opened,2017-06-02T12:00:00.000001Z,,,"))
    assert (found.n_new, found.faults) == (1, ("line 3: it lies in the future",))


def test_the_number_of_an_event_is_its_customers_and_its_kinds_and_without_one_all_counts(shop: Lab) -> None:
    numbered = [f"1,opened,{NOON},,,7", f"2,opened,{NOON},,,7", f"1,clicked,{NOON},,,7"]
    assert shop.responses.read_csv(csv(*numbered, f"1,opened,{NOON},other,csv,7")).n_new == 3
    plain = [f"1,opened,{NOON},,,", f"1,opened,{NOON},try,,", f"1,opened,{NOON},,email,", f"1,opened,{NOON},,csv,",
             f"2,opened,{NOON},,,", f"1,clicked,{NOON},,,", "1,opened,2017-05-01T12:00:01Z,,,"]  # fmt: skip
    assert shop.responses.read_csv(csv(*plain, plain[0])).n_new == 7


def test_a_line_in_another_encoding_is_refused_alone(shop: Lab) -> None:
    found = shop.responses.read_csv(
        csv(f"1,opened,{NOON},,,") + b"2,\xff\xfe,2017-05-01,,,\r\n" + b"3,opened,2017-05-01,,,"
    )
    assert (found.n_new, found.faults) == (2, ("line 3: it is not UTF-8",))


def test_what_stands_where_an_instant_belongs_is_not_repeated(shop: Lab) -> None:
    (fault,) = shop.responses.read_csv(csv("1,opened,ann@example.com,,,")).faults
    assert "ann" not in fault


def test_a_hundred_faults_are_told_of(shop: Lab) -> None:
    found = shop.responses.read_csv(csv(*["nobody"] * 250))
    assert (found.n_refused, len(found.faults), found.faults[0][:7]) == (250, 100, "line 2:")


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"PK\x03\x04", b"who,what\n1,2\n", HEADER.replace("id", "kind").encode(), b"x" * 200_000,
     b'"customer_id,kind,at\n', bytes(range(256))],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused(shop: Lab, data: bytes) -> None:
    with pytest.raises(BadInput):
        shop.responses.read_csv(data)


def test_a_first_line_that_is_about_somebody_is_not_repeated(shop: Lab) -> None:
    with pytest.raises(BadInput, match="its first line names none") as told:
        shop.responses.read_csv(b"ann@example.com,+1 555 0100,2017-05-01\n")
    assert "example.com" not in str(told.value)
    with pytest.raises(BadInput, match="it has 'customer id', 'what'."):
        shop.responses.read_csv(b"customer id,what,7\n")


def test_a_file_that_is_not_there(shop: Lab, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        shop.responses.read_csv(tmp_path / "none.csv")


def test_columns_and_campaigns_that_mean_nothing_are_said(shop: Lab) -> None:
    header = "household_id;event;at;campaign;note\n"
    found = shop.responses.read_csv(csv(f"1;opened;{NOON};nothing-here;x", header=header))
    assert found.n_new == 1
    assert found.remarks == (
        "1 event names a campaign that is not here, 'nothing-here'; it was taken all the same.",
        "The column 'note' was not read.",
    )


def test_files_of_a_spreadsheet(shop: Lab) -> None:
    text = f"\ufeffcustomer_id\tkind\tat\r\n'=1\topened\t{NOON}\r\n"
    assert shop.responses.read_csv(text.encode("utf-8")).n_new == 1
    assert shop.responses.read_csv(text.removeprefix("\ufeff").encode("utf-16")).n_known == 1
    assert shop.responses.read_csv(text.replace("\r\n", "\r").encode("utf-8")).n_known == 1
    assert events(shop)[0][0] == "=1"


def test_who_unsubscribes_is_suppressed(shop: Lab) -> None:
    shop.responses.read_csv(csv(f"7,unsubscribed,{NOON},,email,"))
    with shop.database.view() as work:
        assert work.responses.suppressed().rows() == [("7", "email")]


def test_files_follow_the_store(shop: Lab, clock: FixedClock) -> None:
    """Every import adds a file; there are never many; of another store none is used."""
    folder = shop.settings.home / "responses"
    n = MOST + 3
    for i in range(n):
        assert shop.responses.read_csv(csv(f"{i},opened,{NOON},,,")).n_new == 1
        shop.responses.read_csv(csv(f"{i},opened,{NOON},,,"))
    assert [who for who, *_ in events(shop)] == [str(i) for i in range(n)]
    shop.close()
    (shop.settings.home / "store.sqlite").unlink()
    for file in shop.settings.home.glob("store.sqlite*"):
        file.unlink()
    with Lab.open(shop.settings, clock=clock) as again:
        again.database.upgrade()
        assert again.responses.read_csv(csv(f"1,clicked,{NOON},,,", f"2,opened,{NOON},,,")).n_new == 2
        assert again.responses.read_csv(csv(f"1,clicked,{NOON},,,", f"3,opened,{NOON},,,")).n_known == 1
        assert [e[:2] for e in events(again)] == [("1", "clicked"), ("2", "opened"), ("3", "opened")]
    assert folder.is_dir()


@pytest.fixture
def declared(shop_settings: Settings, clock: FixedClock) -> Iterator[Lab]:
    """A shop whose warehouse has a table of events; some rows are garbage."""
    with duckdb.connect(str(shop_settings.home / "shop.duckdb")) as db:
        db.execute("""
            CREATE TABLE mail(who BIGINT, what VARCHAR, "when" TIMESTAMP, via VARCHAR, number BIGINT, about VARCHAR);
            INSERT INTO mail VALUES
                (1, 'Opened', '2017-04-02 10:00', 'email', 1, 'try'),
                (1, 'clicked', '2017-04-02 10:01', 'email', 2, 'try'),
                (2, 'opened', '2017-04-02 10:00', NULL, 3, NULL), (NULL, 'opened', '2017-04-02 10:00', NULL, 4, NULL),
                (3, '??', '2017-04-02 10:00', NULL, 5, NULL), (4, 'opened', NULL, NULL, 6, NULL);
        """)
    path = shop_settings.home / "declared.yaml"
    document = yaml.safe_load((shop_settings.home / "profile.yaml").read_text(encoding="utf-8"))
    document["tables"]["mail"] = {
        "description": "What came back.", "source": "mail",
        "columns": {"customer_id": {"from": "who", "type": "integer"}, "what": "string", "number": "integer",
                    "seen_at": {"expression": "timezone('UTC', \"when\")", "type": "timestamp"}, "via": "string",
                    "about": "string"},
    }  # fmt: skip
    document["responses"] = {"table": "mail", "kind": "what", "at": "seen_at", "channel": "via", "id": "number",
                             "campaign": "about"}  # fmt: skip
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    settings = shop_settings.model_copy(update={"dwh_profile": str(path)})
    with Lab.open(settings, clock=clock) as lab:
        lab.warehouse.refresh()
        yield lab


def test_events_of_the_warehouse(declared: Lab) -> None:
    assert declared.responses.fault() is None
    found = declared.responses.read_warehouse()
    assert (found.n_new, found.n_known, found.n_refused) == (3, 0, 3)
    assert [fault.split(": ", 1)[1][:12] for fault in found.faults] == ["it has no cu", "its kind is ", "it has no in"]
    at = datetime(2017, 4, 2, 10, tzinfo=UTC)
    minute = timedelta(minutes=1)
    assert events(declared) == [
        ("1", "opened", at, "try", "email"), ("1", "clicked", at + minute, "try", "email"),
        ("2", "opened", at, None, None),
    ]  # fmt: skip
    again = declared.responses.read_warehouse()
    assert (again.n_new, again.n_known, again.n_refused) == (0, 3, 3)


def test_what_the_document_shows_can_be_used(shop: Lab) -> None:
    document = (Path(__file__).parents[3] / "docs" / "CAMPAIGNS.md").read_text(encoding="utf-8")
    (section,) = re.findall(r"^    (responses: \{.*\})$", document, flags=re.MULTILINE)
    declared = Responses.model_validate(yaml.safe_load(section)["responses"])
    assert set(declared.columns()) == {"customer", "kind", "at", "campaign", "id"}
    (file,) = re.findall(r"^    (customer_id,kind,at.*\n(?:    .*\n)+)", document, flags=re.MULTILINE)
    found = shop.responses.read_csv("\n".join(line.strip() for line in file.splitlines()).encode())
    assert (found.n_new, [fault for fault in found.faults if "future" not in fault]) == (0, [])
    assert found.n_refused == 2  # October is still to come in the shop


def test_a_warehouse_without_events_says_so(shop: Lab) -> None:
    assert shop.responses.fault() is not None
    with pytest.raises(ConfigError, match="names no table of response events"):
        shop.responses.read_warehouse()


def test_the_profile_is_checked(shop_settings: Settings, tmp_path: Path) -> None:
    document = yaml.safe_load((shop_settings.home / "profile.yaml").read_text(encoding="utf-8"))
    document["responses"] = {"table": "transactions", "kind": "sales_cents", "at": "occured_at"}
    path = tmp_path / "wrong.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        Lab.open(shop_settings.model_copy(update={"dwh_profile": str(path)}))
    assert "responses.kind: 'sales_cents' is cents, not string" in str(caught.value)
    assert "responses.at: there is no column 'occured_at'" in str(caught.value)


def test_n_is_all_rows(shop: Lab) -> None:
    assert shop.responses.read_csv(csv(f"1,opened,{NOON},,,", "x", f"1,opened,{NOON},,,")).n == 3
