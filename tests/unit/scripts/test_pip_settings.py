from __future__ import annotations

from scripts.pip_settings import for_uv, parse

LISTING = """\
:env:.default-timeout='180'
global.cert='/etc/ssl/company.pem'
global.extra-index-url='https://one.example/simple https://two.example/simple'
global.index-url='https://mirror.example/simple'
install.find-links='/srv/wheels\\n/usr/share/wheels'
WARNING: something pip says beside
"""


def test_a_persons_pip_settings_hold_for_uv():
    assert for_uv(LISTING, {}) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INDEX": "https://one.example/simple https://two.example/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_FIND_LINKS": "/srv/wheels,/usr/share/wheels",
        "SSL_CERT_FILE": "/etc/ssl/company.pem",
        "UV_HTTP_TIMEOUT": "180",
    }


def test_what_was_said_to_uv_itself_wins():
    said = {"UV_INDEX_URL": "https://mine.example", "UV_FIND_LINKS": "/mine", "UV_INDEX_STRATEGY": "first-index"}
    new = for_uv(LISTING, said)
    assert not {"UV_DEFAULT_INDEX", "UV_INDEX_STRATEGY", "UV_FIND_LINKS"} & set(new)


def test_the_environment_wins_over_the_files_as_with_pip():
    listing = ":env:.index-url='https://env.example'\nglobal.index-url='https://file.example'\n"
    assert parse(listing)["index-url"] == "https://env.example"


def test_without_settings_only_patience_is_asked_for():
    assert for_uv("", {}) == {"UV_HTTP_TIMEOUT": "300"}
