"""Settings: the one place that reads `.env` and the environment.

Every setting is described here; `.env.example` and the table in docs/SETUP.md are generated from these descriptions.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from core.errors import ConfigError, did_you_mean

ROOT = Path(__file__).resolve().parent.parent
OURS = ("DWH_", "STORE_", "LAB_", "LOG_", "XIVA_", "ML_")  # a name with such a prefix must be one of ours
COMMON = ("STORE_", "LOG_", "ML_")  # in the environment, other programs use these too


class Settings(BaseModel):
    """What can be set. Build it by hand in tests; `Settings.load()` reads `.env` and the environment."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    dwh_url: SecretStr = Field(
        SecretStr("demo://complete_journey"),
        description="The warehouse to read: `demo://complete_journey` is the embedded demo, `duckdb:///path` a DuckDB "
        "file, `postgresql://user:password@host:5432/database` a PostgreSQL. Left out, the password is taken from "
        "`~/.pgpass`.",
    )
    dwh_profile: str = Field(
        "complete_journey",
        description="The warehouse profile: the name of one in core/warehouse/profiles, or a path to a YAML file.",
    )
    dwh_timezone: str | None = Field(
        None, description="Business time zone (IANA name). Left out, the profile's own is used."
    )
    dwh_connect_timeout: int = Field(
        10, ge=1, description="After how many seconds a PostgreSQL warehouse that does not answer is given up."
    )
    dwh_statement_timeout: int = Field(
        3600, ge=0, description="After how many seconds PostgreSQL ends a query of ours; 0 means never."
    )
    lab_dictionary: str | None = Field(
        None,
        description="The feature dictionary: the name of one in core/features/dictionaries, or a path to a YAML file. "
        "Left out, the one with the profile's name.",
    )
    store_url: SecretStr | None = Field(
        None,
        description="The application's own database: `postgresql://user:password@host:5432/database`. Left out, a "
        "SQLite file in LAB_HOME.",
    )
    lab_home: Path = Field(Path(".lab"), description="Folder for snapshots, the store, the demo warehouse and logs.")
    lab_user: str = Field(
        "analyst", max_length=200, description="The name written to the audit log for what this process changes."
    )
    lab_keep_snapshots: int = Field(3, ge=1, description="How many snapshots are kept.")
    lab_snapshot_grace_minutes: int = Field(
        60, ge=0, description="A superseded snapshot is not removed before it is this old, so no reader loses it."
    )
    lab_refresh_attempts: int = Field(
        6,
        ge=1,
        description="How often a refresh in the background asks a warehouse that does not answer; it waits "
        "5 s before the second try, and each time twice as long, 5 minutes at most.",
    )
    lab_refresh_minutes: int = Field(
        0, ge=0, description="While the app runs, take a new snapshot every so many minutes; 0 means never."
    )
    lab_full_compare_hours: int = Field(
        24, ge=0, description="Tables with a watermark are read in full again when the last time was so long ago; 0 "
        "reads them in full at every refresh.",
    )  # fmt: skip
    lab_overlap_minutes: int = Field(
        60, ge=0, description="How far before the newest watermark seen a refresh looks for new rows; longer than any "
        "transaction that writes into the warehouse.",
    )  # fmt: skip
    lab_smtp_url: SecretStr | None = Field(
        None,
        description="The mail server for campaigns: `smtp://user:password@host:587` (`?starttls=no` for one "
        "without TLS) or `smtps://user:password@host:465`. `?ca=/path.pem` names a certificate authority of your own. "
        "Left out, there is no e-mail.",
    )
    lab_smtp_from: str | None = Field(
        None, description="Who campaigns' e-mails are from: `shop@example.com` or `The Shop <shop@example.com>`."
    )
    lab_webhook_url: SecretStr | None = Field(
        None,
        description="Where campaigns' messages are posted as JSON: `https://host/path`. Left out, there is no webhook.",
    )
    lab_webhook_secret: SecretStr | None = Field(
        None, description="What requests to the webhook are signed with; the receiver knows it too. docs/CHANNELS.md."
    )
    lab_webhook_batch: int = Field(1, ge=1, le=1000, description="How many messages a request to the webhook holds.")
    lab_delivery_attempts: int = Field(
        10, ge=1, description="How often a message is tried before it is given up; 10 take three hours."
    )
    lab_lease_seconds: int = Field(
        300, ge=240, description="For how long a worker has messages to itself; of one that died they are free then."
    )
    lab_four_eyes: bool = Field(
        False, description="Whether a campaign must be approved by somebody else than who submitted it."
    )
    lab_worker_trigger_seconds: int = Field(
        15, ge=1, description="How many seconds lie between two looks of a worker at the triggers of active campaigns."
    )
    lab_worker_delivery_seconds: int = Field(
        3, ge=1, description="How many seconds lie between two looks of a worker for messages that are due."
    )
    lab_worker_recalculate_minutes: int = Field(
        60, ge=0, description="A worker recalculates all dynamic segments every so many minutes; 0 means never."
    )
    lab_worker_accrue_minutes: int = Field(
        60, ge=0, description="A worker accrues and expires the points of active programs, and gives those of "
        "campaigns, every so many minutes; 0 means never.",
    )  # fmt: skip
    lab_memory_limit: str = Field("2GB", description="How much memory DuckDB may use in one process.")
    lab_threads: int = Field(0, ge=0, description="How many threads DuckDB may use; 0 means one a core.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("dwh_timezone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                ZoneInfo(value)
            except (KeyError, ValueError, OSError):
                raise ValueError("is not an IANA time zone such as America/New_York") from None
        return value

    @property
    def home(self) -> Path:
        """The data folder, relative paths taken from the project's root."""
        return self.lab_home if self.lab_home.is_absolute() else ROOT / self.lab_home

    def environment(self) -> dict[str, str]:
        """Return the environment that gives another process of ours these very settings, secrets among them."""
        own = {name: getattr(self, name) for name in type(self).model_fields}
        plain = {n: v.get_secret_value() if isinstance(v, SecretStr) else v for n, v in own.items()}
        return dict(os.environ) | {n.upper(): "" if v is None else str(v) for n, v in plain.items()}

    @classmethod
    def load(cls, env_file: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; the environment wins over `.env`. An empty value stands for the default.

        Raises ConfigError, naming every unknown or malformed setting at once.
        """
        written = _read(env_file or ROOT / ".env")
        around = _ours(os.environ if environ is None else environ)
        known = {name.upper() for name in cls.model_fields}
        strangers = set(written) - known | {k for k in set(around) - known if _is_meant_for_us(k, known)}
        faults = [f"{k} is not a setting. {did_you_mean(k, known)}".rstrip() for k in sorted(strangers)]
        values = {k.lower(): v for k, v in (written | around).items() if k in known and v != ""}
        try:
            settings = cls.model_validate(values)
        except ValidationError as error:
            faults += [f"{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors(include_input=False)]
            raise _unusable(faults) from None
        if faults:
            raise _unusable(faults)
        return settings


def _read(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    try:
        given = dotenv_values(file, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigError(
            f"The settings file {file} cannot be read: {reason}.", fix="Save it as UTF-8, readable by this user."
        ) from None
    return _ours({k: v or "" for k, v in given.items()})


def _ours(given: Mapping[str, str]) -> dict[str, str]:
    return {k.upper(): v for k, v in given.items() if k.upper().startswith(OURS)}


def _is_meant_for_us(name: str, known: Iterable[str]) -> bool:
    """Say whether a variable of the environment is a setting gone wrong, or another program's (LOG_DIR, ML_HOME)."""
    prefix = next((p for p in COMMON if name.startswith(p)), None)
    alike = [k for k in known if prefix and k.startswith(prefix)]
    return prefix is None or bool(difflib.get_close_matches(name, alike, n=1, cutoff=0.75))


def _unusable(faults: Iterable[str]) -> ConfigError:
    return ConfigError(
        "The settings cannot be used:\n" + "\n".join(f"  - {fault}" for fault in faults),
        fix="Correct them in `.env` or the environment; `.env.example` describes every setting.",
    )
