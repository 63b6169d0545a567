"""A store in a file and back: from each database into each, of an older schema, damaged, and into one in use."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import delete, insert

from core.errors import BadInput, Refused, StoreNotReady, StoreTooNew
from core.kernel.clock import FixedClock
from core.programs.model import Phase
from core.segments.model import Run, Segment, SegmentKind, SegmentVersion
from core.services.backup import Backup
from core.store import Database, JobState, UnitOfWork, archive, campaign_tables, tables
from core.store.schema import HEAD, REVISIONS, migrate
from scripts.postgres import Server
from tests.contract.store import campaigning, loyalty
from tests.contract.store.stores import STORES
from tests.postgres import database as postgres_database

NAMES = ("Zoë 'x' %", 'tab\tand "quote"', "back\\slash \\N", "日本\u2028")
PROGRAMS = ("program", "program_version", "program_phase", "program_action", "ledger_entry")
CAMPAIGNS = (
    "campaign", "campaign_version", "campaign_transition", "campaign_run", "execution", "delivery", "outbox_message",
    "response", "holdout", "contact_policy", "campaign_look", "trigger_state",
)  # fmt: skip
ONLY_ADDED = (
    tables.ledger_entry, tables.program_action, campaign_tables.execution, campaign_tables.campaign_run,
    campaign_tables.campaign_transition, campaign_tables.response, campaign_tables.outbox_message,
    campaign_tables.contact_policy,
)  # fmt: skip
Open = Callable[..., Database]


@pytest.fixture
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Make an empty database of a kind, ready for use."""
    with ExitStack() as stack:

        def made(kind: str) -> Database:
            if kind == "sqlite":
                return Database(f"sqlite:///{tmp_path / f'{len(opened)}.sqlite'}")
            server: Server = request.getfixturevalue("postgres")
            return Database(stack.enter_context(postgres_database(server)))

        opened: list[Database] = []

        def open_(kind: str, *, is_new: bool = False) -> Database:
            opened.append(made(kind))
            if not is_new:
                opened[-1].upgrade()
            return opened[-1]

        yield open_
        for database in opened:
            database.close()


@pytest.fixture
def lived_in(store: Open, clock: FixedClock, tmp_path: Path) -> Callable[[str], Database]:
    """Make a store in which something of every kind was written, and its membership files in `home`."""

    def of(kind: str) -> Database:
        database = store(kind)
        fill(database, clock)
        (tmp_path / "home" / "id0").mkdir(parents=True, exist_ok=True)
        for n in range(3):
            (tmp_path / "home" / f"id0/{n}.parquet").write_bytes(bytes([n]) * 3_000_000)
        return database

    return of


def fill(database: Database, clock: FixedClock) -> None:
    for i, name in enumerate(NAMES):
        rule = {"==": [{"var": "é"}, name]} if i else None
        version = SegmentVersion(1, name, name, rule, None if i else 30_000, "", clock.now(), "ann")
        kind = SegmentKind.DYNAMIC if i else SegmentKind.STATIC
        with database.unit(actor=name, clock=clock) as work:
            work.segments.add(Segment(f"id{i}", f"s{i}", kind, clock.now(), None, 1, version))
            if not i:
                work.segments.add_ids("id0", 1, [f"{name}{n}" for n in range(30_000)])
            work.record("create", "segment", subject=f"s{i}", before={"x": name}, after=None)
        clock.advance(timedelta(microseconds=1))
    last = None
    for n in range(3):
        with database.unit(actor="ann", clock=clock) as work:
            last = work.runs.add(run(n, clock), after=last and last.run_id)
    with database.unit(actor="ann", clock=clock) as work:
        job = work.refreshes.add(kind="auto", at=work.now, by="ann", host="here")
        work.refreshes.change(job.job_id, step="Extracting é", share=0.1 + 0.2)
        run_a_program(work, clock)
        campaigning.live(work, clock)


def run_a_program(work: UnitOfWork, clock: FixedClock) -> None:
    made = loyalty.program(clock)
    work.programs.add(made)
    work.programs.mark(made.program_id, accrued_until=work.now, expired_until=loyalty.DAY)
    for until in (loyalty.DAY, None):
        work.programs.add_phase(made.program_id, Phase(1, date(2017, 1, 1), until, work.now, "ann"))
    rows = [loyalty.entry(f"k{n}", lot=odd, facts=odd, spendable_on=loyalty.DAY) for n, odd in enumerate(loyalty.ODD)]
    rows.append(loyalty.entry("k9", points=2**53, expires_on=None, facts=None))
    work.ledger.append(made.program_id, loyalty.frame(*rows), recorded_at=work.now, recorded_by="ann")
    work.ledger.add_action(made.program_id, loyalty.action("k", clock, reason="é\n", value_cents=None))


def run(n: int, clock: FixedClock) -> Run:
    return Run(
        0, "id0", 1, "snap", "dict", f"in{n}", clock.now(), 2**40, 10, 10, 0, f"id0/{n}.parquet", clock.now(), "ann"
    )


def backup_of(database: Database, clock: FixedClock, home: Path) -> Backup:
    return Backup(database, folder=home, clock=clock, actor="ann")


def content(database: Database) -> dict[str, Any]:
    with database.reading() as connection, ZipFile(BytesIO(), "w") as nowhere:
        return archive.dump(connection, nowhere)


@pytest.mark.parametrize("target", STORES)
@pytest.mark.parametrize("source", STORES)
def test_a_store_moves_whole_from_each_database_to_each(
    lived_in: Open, store: Open, clock: FixedClock, tmp_path: Path, source: str, target: str
) -> None:
    old, new = lived_in(source), store(target)
    made = backup_of(old, clock, tmp_path / "home").save(tmp_path / "x.zip")
    assert (made.revision, made.files, made.missing) == (HEAD, 3, ())
    assert made.rows == sum(t["rows"] for t in content(old)["tables"].values()) == 30_000 + 4 + 4 + 4 + 3 + 1 + 13 + 22
    assert backup_of(new, clock, tmp_path / "other").restore(tmp_path / "x.zip") == made
    was, is_ = content(old), content(new)
    assert was["revision"] == is_["revision"]
    kept = {"segment", "segment_version", "segment_customer", "segment_run", *PROGRAMS, *CAMPAIGNS}
    assert {t: is_["tables"][t] for t in kept} == {t: was["tables"][t] for t in kept}
    for n in range(3):
        name = f"id0/{n}.parquet"
        assert (tmp_path / "other" / name).read_bytes() == (tmp_path / "home" / name).read_bytes()
    with old.view() as before, new.view() as after:
        assert after.segments.all() == before.segments.all()
        assert after.segments.ids("id0", 1).equals(before.segments.ids("id0", 1))
        assert after.runs.of("id0") == before.runs.of("id0")
        assert after.programs.all() == before.programs.all() != []
        entries = after.ledger.entries("id-everyday")
        assert entries.equals(before.ledger.entries("id-everyday"))
        assert (entries.height, entries["lot"].to_list()[:-1]) == (8, list(loyalty.ODD))
        assert after.ledger.find_action("id-everyday", "k") == before.ledger.find_action("id-everyday", "k")
        check_campaigns(before, after)
        assert after.audit.latest(99)[1:] == before.audit.latest(99)
        assert after.audit.latest(1)[0].action == "restore"
        (job,) = after.refreshes.latest(9)
        assert (job.state, job.step, job.share) == (JobState.LOST, "Extracting é", 0.1 + 0.2)
    check_numbers_go_on(new, clock)


def check_campaigns(before: UnitOfWork, after: UnitOfWork) -> None:
    """Hold all that is read of campaigns to what it was."""
    assert after.campaigns.all() == before.campaigns.all() != []
    assert after.campaigns.transitions("id-win-back") == before.campaigns.transitions("id-win-back") != []
    assert after.executions.runs() == before.executions.runs() != []
    assert after.looks.all() == before.looks.all() != {}
    assert after.looks.trigger_state("id-win-back", 1) == {"é": None}
    assert after.holdouts.all() == before.holdouts.all() != []
    assert after.policies.history() == before.policies.history() != []
    frames = [
        (of.executions.frame("id-win-back"), of.deliveries.page(), of.outbox.page(), of.responses.of())
        for of in (before, after)
    ]
    assert all(is_.equals(was) and not is_.is_empty() for was, is_ in zip(*frames, strict=True))


def check_numbers_go_on(database: Database, clock: FixedClock) -> None:
    with database.unit(actor="ann", clock=clock) as work:
        assert work.runs.add(run(9, clock), after=3).run_id == 4
        assert work.refreshes.add(kind="auto", at=work.now, by="ann", host="here").job_id == 2
        more = loyalty.frame(loyalty.entry("new"))
        work.ledger.append("id-everyday", more, recorded_at=work.now, recorded_by="ann")
        assert work.ledger.entries("id-everyday")["entry_id"].to_list() == list(range(1, 10))
        assert work.ledger.add_action("id-everyday", loyalty.action("new", clock))[0].action_id == 2
        fired = work.executions.add_run(campaigning.run(key="new"))
        executions = work.executions.insert(fired, campaigning.frame(campaigning.treated("new")))
        assert (fired.run_id, executions["execution_id"].to_list()) == (2, [9])
        work.holdouts.end(at=work.now, by="ann")
        assert work.holdouts.start(name="new", share=0.1, salt="s", at=work.now, by="ann").holdout_id == 3
    for table in ONLY_ADDED:
        with pytest.raises(Exception, match="only ever added to"), database.writing() as connection:
            connection.execute(delete(table))


@pytest.mark.parametrize("kind", STORES)
def test_a_store_in_use_is_replaced_only_on_purpose_and_as_a_whole(
    lived_in: Open, clock: FixedClock, tmp_path: Path, kind: str
) -> None:
    database, file = lived_in(kind), tmp_path / "x.zip"
    backup = backup_of(database, clock, tmp_path / "home")
    backup.save(file)
    with database.unit(actor="bob", clock=clock) as work:
        work.segments.archive("id1", at=work.now)
    before = content(database)
    with pytest.raises(Refused, match="is not empty: it holds 30,051 rows"):
        backup.restore(file)
    doubled = rewritten(file, tmp_path, {"tables/segment.jsonl": lambda text: text + text.splitlines(keepends=True)[0]})
    with pytest.raises(BadInput, match=r"rows of segment do not fit its schema \(IntegrityError\)"):
        backup.restore(doubled, replace=True)
    assert content(database) == before
    late = rewritten(file, tmp_path, {"tables/program_phase.jsonl": lambda text: text.replace("2017-01-01", "soon")})
    with pytest.raises(BadInput, match="The backup is damaged: 'soon' is not a day"):
        backup.restore(late, replace=True)
    assert content(database) == before
    backup.restore(file, replace=True)
    with database.view() as work:
        assert work.segments.get("s1").archived_at is None
    check_numbers_go_on(database, clock)


@pytest.mark.parametrize("kind", STORES)
@pytest.mark.parametrize("older", REVISIONS[:-1])
def test_an_older_store_can_be_saved_and_is_migrated_when_it_is_restored(
    store: Open, clock: FixedClock, tmp_path: Path, kind: str, older: str
) -> None:
    old, new, file = store("sqlite"), store(kind, is_new=True), tmp_path / "x.zip"
    with old.writing() as connection:
        migrate(connection, older)
        values = {"at": clock.now(), "actor": "ann", "action": "edit", "kind": "x", "subject": "é"}
        connection.execute(insert(tables.audit).values(values))
    assert backup_of(old, clock, tmp_path / "home").save(file).revision == older
    backup_of(new, clock, tmp_path / "home").restore(file)
    assert new.state().is_ready
    with new.view() as work:
        assert [(r.at, r.subject) for r in work.audit.latest()][1:] == [(clock.now(), "é")]
        assert work.refreshes.latest(9) == []


@pytest.mark.parametrize("kind", STORES)
def test_what_is_written_meanwhile_is_not_in_it(store: Open, clock: FixedClock, kind: str) -> None:
    database = store(kind)
    with database.reading() as connection, ZipFile(BytesIO(), "w") as nowhere:
        assert archive.rows_in(connection) == 0
        fill(database, clock)
        assert {t["rows"] for t in archive.dump(connection, nowhere)["tables"].values()} == {0}


def rewritten(file: Path, folder: Path, changes: dict[str, Callable[[str], str]], **manifest: object) -> Path:
    """Write a backup anew with some members changed, and a manifest that says that this is how it was written."""
    other = folder / "changed.zip"
    with ZipFile(file) as old, ZipFile(other, "w") as new:
        told = json.loads(old.read("manifest.json"))
        for name in old.namelist():
            data = old.read(name)
            if name in changes:
                data = changes[name](data.decode()).encode()
                told["tables"][name[7:-6]]["sha256"] = hashlib.sha256(data).hexdigest()
            if name != "manifest.json":
                new.writestr(name, data)
        new.writestr("manifest.json", json.dumps(told | manifest))
    return other


@pytest.fixture
def saved(lived_in: Open, clock: FixedClock, tmp_path: Path) -> Path:
    backup_of(lived_in("sqlite"), clock, tmp_path / "home").save(tmp_path / "x.zip")
    return tmp_path / "x.zip"


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100_000])


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def no_zip(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\0" * 100)


def other_zip(file: Path) -> None:
    with ZipFile(file, "w") as other:
        other.writestr("readme.txt", "no backup")


def less(file: Path) -> None:
    with ZipFile(file) as old:
        told = old.read("manifest.json")
    with ZipFile(file, "w") as new:
        new.writestr("manifest.json", told)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (cut, "is not a backup, or only a part of one"), (flip, "damaged: these parts are not what was written: "),
        (no_zip, "is not a backup"), (other_zip, "is not a backup"), (less, "these parts are not what was written"),
        (Path.unlink, "cannot be read: No such file or directory"),
    ],
    ids=["cut", "bit", "no zip", "other zip", "less", "gone"],
)  # fmt: skip
def test_a_damaged_backup_changes_nothing(
    saved: Path, store: Open, clock: FixedClock, tmp_path: Path, harm: Callable[[Path], None], words: str
) -> None:
    harm(saved)
    database = store("sqlite")
    with pytest.raises(BadInput, match=words):
        backup_of(database, clock, tmp_path / "new").restore(saved)
    assert {t["rows"] for t in content(database)["tables"].values()} == {0}
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ({"format": 2}, "is a backup of format 2; this version reads format 1"),
        ({"revision": "9999"}, "at schema 9999, which this version does not know"),
        ({"tables": {}}, "its tables are not those of its schema"),
        ({"files": None}, "its manifest is not whole"),
        ({"made_at": "yesterday"}, "its manifest is not whole"),
        ({"files": {"../../x": {"sha256": ""}}}, r"it has a file outside its place, '\.\./\.\./x'"),
        ({"files": {"nosuch": {"sha256": ""}}}, "these parts are not what was written: memberships/nosuch"),
    ],
    ids=["format", "newer", "no tables", "no files", "no date", "escape", "lost"],
)
def test_a_manifest_that_is_not_ours_is_refused(
    saved: Path, store: Open, clock: FixedClock, tmp_path: Path, manifest: dict[str, object], words: str
) -> None:
    database = store("sqlite")
    with pytest.raises((BadInput, StoreTooNew), match=words):
        backup_of(database, clock, tmp_path / "new").restore(rewritten(saved, tmp_path, {}, **manifest))
    assert {t["rows"] for t in content(database)["tables"].values()} == {0}


def test_only_its_owner_may_read_it_and_nothing_else_is_written_over(
    saved: Path, clock: FixedClock, lived_in: Open, tmp_path: Path
) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    backup = backup_of(lived_in("sqlite"), clock, tmp_path / "home")
    assert backup.save(saved).file == saved
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(BadInput, match=r"notes\.txt is there already and is no backup"):
        backup.save(tmp_path / "notes.txt")
    with pytest.raises(BadInput, match="cannot be written: No such file or directory"):
        backup.save(tmp_path / "nosuch" / "x.zip")
    assert sorted(f.name for f in tmp_path.iterdir() if f.suffix in (".zip", ".tmp")) == ["x.zip"]


def test_a_membership_file_that_is_lost_is_named_and_keeps_nothing_else_from_being_saved(
    lived_in: Open, store: Open, clock: FixedClock, tmp_path: Path
) -> None:
    database = lived_in("sqlite")
    (tmp_path / "home" / "id0" / "1.parquet").unlink()
    made = backup_of(database, clock, tmp_path / "home").save(tmp_path / "x.zip")
    assert (made.files, made.missing) == (2, ("id0/1.parquet",))
    assert backup_of(store("sqlite"), clock, tmp_path / "new").restore(tmp_path / "x.zip") == made


def test_a_store_that_was_never_migrated_has_nothing_to_save(tmp_path: Path, clock: FixedClock) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    with pytest.raises(StoreNotReady, match="nothing to save"):
        backup_of(database, clock, tmp_path).save(tmp_path / "x.zip")
    database.close()
