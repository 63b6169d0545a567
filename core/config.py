"""Settings: the one place that reads `.env` and the environment.

Every setting is described here; `.env.example` and the table in docs/SETUP.md are generated from these descriptions.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from core.errors import ConfigError, did_you_mean

ROOT = Path(__file__).resolve().parent.parent
OURS = ("DWH_", "STORE_", "LAB_", "LOG_", "XIVA_", "ML_")  # a name with such a prefix must be one of ours


class Settings(BaseModel):
    """What can be set. Build it by hand in tests; `Settings.load()` reads `.env` and the environment."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    dwh_url: SecretStr = Field(
        SecretStr("demo://complete_journey"),
        description="The warehouse to read. `demo://complete_journey` is the embedded demo; `duckdb:///path` a DuckDB file.",
    )
    dwh_profile: str = Field(
        "complete_journey",
        description="The warehouse profile: the name of one that ships with core/warehouse/profiles, or a path to a YAML file.",
    )
    dwh_timezone: str | None = Field(
        None, description="Business time zone (IANA name). Left out, the profile's own is used."
    )
    store_url: SecretStr | None = Field(
        None, description="SQLAlchemy URL of the application's database. Left out, a SQLite file in LAB_HOME."
    )
    lab_home: Path = Field(Path(".lab"), description="Folder for snapshots, the store, the demo warehouse and logs.")
    lab_user: str = Field("analyst", description="The name written to the audit log for what this process changes.")
    lab_keep_snapshots: int = Field(3, ge=1, description="How many snapshots are kept.")
    lab_snapshot_grace_minutes: int = Field(
        60, ge=0, description="A superseded snapshot is not removed before it is this old, so no reader loses it."
    )
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

    @classmethod
    def load(cls, env_file: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; the environment wins over `.env`.

        Raises ConfigError, naming every unknown or malformed setting at once.
        """
        source = env_file or ROOT / ".env"
        given = {k: v for k, v in dotenv_values(source).items() if v is not None} if source.is_file() else {}
        given |= dict(os.environ if environ is None else environ)
        ours = {k.upper(): v for k, v in given.items() if k.upper().startswith(OURS)}
        known = {name.upper() for name in cls.model_fields}
        faults = [f"{k} is not a setting. {did_you_mean(k, known)}".rstrip() for k in sorted(set(ours) - known)]
        values = {k.lower(): v for k, v in ours.items() if k in known and v != ""}
        try:
            settings = cls(**values)  # type: ignore[arg-type]
        except ValidationError as error:
            faults += [f"{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors(include_input=False)]
        if faults:
            raise ConfigError(
                "The settings cannot be used:\n" + "\n".join(f"  - {f}" for f in faults),
                fix="Correct them in `.env` or the environment; `.env.example` describes every setting.",
            )
        return settings
