from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from core.config import ROOT, Settings
from core.errors import ConfigError


def load(tmp_path: Path, text: str = "", **environ: str) -> Settings:
    file = tmp_path / ".env"
    file.write_text(text, encoding="utf-8")
    return Settings.load(file, environ)


def test_without_any_setting_the_demo_is_read(tmp_path):
    settings = load(tmp_path)
    assert settings.dwh_url.get_secret_value() == "demo://complete_journey"
    assert settings.store_url is None
    assert settings.log_level == "INFO"


def test_a_missing_env_file_is_no_fault(tmp_path):
    assert Settings.load(tmp_path / "none", {}) == Settings()


def test_the_environment_wins_over_the_file(tmp_path):
    settings = load(tmp_path, "LAB_KEEP_SNAPSHOTS=5\nLAB_USER=ana\n", LAB_KEEP_SNAPSHOTS="7")
    assert settings.lab_keep_snapshots == 7
    assert settings.lab_user == "ana"


def test_an_empty_value_stands_for_the_default(tmp_path):
    settings = load(tmp_path, "LAB_USER=ana\nDWH_TIMEZONE=\nLAB_THREADS\n", LAB_USER="")
    assert settings.lab_user == "analyst"
    assert settings.dwh_timezone is None


def test_names_are_read_in_any_case_and_the_log_level_too(tmp_path):
    assert load(tmp_path, "log_level=debug").log_level == "DEBUG"


def test_foreign_names_are_left_alone(tmp_path):
    load(tmp_path, "PGPASSWORD=x\nSTREAMLIT_SERVER_PORT=1\n", PATH="/bin", MLFLOW_TRACKING_URI="x")


def test_an_unknown_setting_is_named_with_the_nearest_known_one(tmp_path):
    with pytest.raises(ConfigError, match="LAB_HOMM is not a setting. Did you mean 'LAB_HOME'"):
        load(tmp_path, "LAB_HOMM=/data")
    with pytest.raises(ConfigError, match="DWH_ULR is not a setting. Did you mean 'DWH_URL'"):
        load(tmp_path, DWH_ULR="demo://x")


@pytest.mark.parametrize("name", ["LOG_DIR", "LOG_FORMAT", "ML_HOME", "STORE_SERVICE_HOST"])
def test_other_programs_variables_are_no_fault_in_the_environment_but_are_in_the_file(tmp_path, name):
    assert load(tmp_path, **{name: "x"}) == Settings()
    with pytest.raises(ConfigError, match=name):
        load(tmp_path, f"{name}=x")


@pytest.mark.parametrize("name", ["LOG_LEVLE", "STORE_ULR", "STORE_UR"])
def test_a_slip_in_a_shared_prefix_is_still_a_fault(tmp_path, name):
    with pytest.raises(ConfigError, match=f"{name} is not a setting. Did you mean"):
        load(tmp_path, **{name: "x"})


def test_all_faults_come_at_once_and_say_what_to_do(tmp_path):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, "LAB_KEEP_SNAPSHOTS=0\nLAB_USR=x\nDWH_TIMEZONE=Mars/Base\nLOG_LEVEL=loud\n")
    text = str(caught.value)
    assert all(name in text for name in ("LAB_KEEP_SNAPSHOTS", "LAB_USR", "DWH_TIMEZONE", "LOG_LEVEL"))
    assert "IANA" in text
    assert ".env.example" in caught.value.fix


@pytest.mark.parametrize("value", ["Mars/Base", "../etc/passwd", "/etc/localtime", "\0", "America"])
def test_a_time_zone_must_be_one(value):
    with pytest.raises(ValidationError, match="IANA"):
        Settings(dwh_timezone=value)


def test_no_secret_appears_in_errors_or_prints(tmp_path):
    secret = "s3cr3t-value"
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, f"DWH_URL=postgresql://u:{secret}@h/d\nLAB_THREADS={secret}\nLAB_NOPE={secret}\n")
    assert secret not in str(caught.value)
    assert caught.value.__cause__ is None
    assert secret not in repr(load(tmp_path, f"DWH_URL=postgresql://u:{secret}@h/d\nSTORE_URL=sqlite:///{secret}"))


def test_a_file_that_is_not_text_is_a_config_error(tmp_path):
    file = tmp_path / ".env"
    file.write_bytes(b"LAB_USER=\xff\xfe\n")
    with pytest.raises(ConfigError, match="not UTF-8"):
        Settings.load(file, {})


def test_home_is_taken_from_the_projects_root(tmp_path):
    assert Settings().home == ROOT / ".lab"
    assert Settings(lab_home=tmp_path).home == tmp_path


def test_settings_do_not_change():
    with pytest.raises(ValidationError):
        Settings().lab_user = "other"  # type: ignore[misc]


def test_every_setting_is_described():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
