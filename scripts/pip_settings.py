"""Carry a person's pip settings over to uv, which reads none of them.

Who installs from a company's index has said so to pip (pip.conf, PIP_* variables). The same index, certificates and
proxy must hold for uv. Whatever the person told uv itself wins.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

ORDER = ("global.", "install.", ":env:.")  # pip's own precedence, weakest first


def parse(listing: str) -> dict[str, str]:
    """Read the output of `pip config list` (lines such as `global.index-url='...'`) into option -> value."""
    found: dict[str, str] = {}
    lines = listing.splitlines()
    for prefix in ORDER:
        for line in lines:
            name, sign, value = line.partition("=")
            if sign and name.startswith(prefix):
                try:
                    found[name.removeprefix(prefix)] = str(ast.literal_eval(value))
                except (SyntaxError, ValueError):
                    found[name.removeprefix(prefix)] = value
    return found


def for_uv(listing: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that make uv use what `pip config list` says, without overruling any that is set."""
    pip = parse(listing)
    new: dict[str, str] = {}

    def take(option: str, variable: str, *, separator: str = " ", unless: tuple[str, ...] = ()) -> None:
        if pip.get(option) and not any(environ.get(v) for v in (variable, *unless)):
            new[variable] = separator.join(pip[option].split())

    take("index-url", "UV_DEFAULT_INDEX", unless=("UV_INDEX_URL",))
    take("extra-index-url", "UV_INDEX", unless=("UV_EXTRA_INDEX_URL",))
    take("find-links", "UV_FIND_LINKS", separator=",")
    take("trusted-host", "UV_INSECURE_HOST")
    take("no-index", "UV_NO_INDEX")
    take("cert", "SSL_CERT_FILE")
    take("proxy", "ALL_PROXY", unless=("HTTPS_PROXY", "https_proxy", "all_proxy"))
    take("default-timeout", "UV_HTTP_TIMEOUT")
    take("timeout", "UV_HTTP_TIMEOUT")
    if "UV_INDEX" in new and not environ.get("UV_INDEX_STRATEGY"):
        new["UV_INDEX_STRATEGY"] = "unsafe-best-match"  # pip's own way with several indexes; every version is pinned
    new.setdefault("UV_HTTP_TIMEOUT", environ.get("UV_HTTP_TIMEOUT") or "300")  # tensorflow is a 600 MB wheel
    return new
