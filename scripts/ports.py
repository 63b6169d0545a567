"""Whether a port of this machine is free, and who holds it when it is not."""

from __future__ import annotations

import os
import socket

import psutil

HOST = "127.0.0.1"


def refusal(port: int) -> str:
    """Return why nothing can listen on `port` of 127.0.0.1, or an empty string when it is free."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port in TIME_WAIT is free
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return os.strerror(error.errno or 0)
        except OverflowError:
            return "ports run from 1 to 65535"
    return ""


def holder(port: int) -> str:
    """Return who listens on `port` ("process 4711 (python -m streamlit run ...)"), as far as this user may know."""
    for process in psutil.process_iter():
        try:
            listens = any(
                c.status == psutil.CONN_LISTEN and c.laddr and c.laddr.port == port
                for c in process.net_connections(kind="tcp")
            )
            if listens:
                return f"process {process.pid} ({' '.join(process.cmdline())[:90] or process.name()})"
        except psutil.Error:  # another user's process, or one that has just ended
            continue
    return "a process of another user"
