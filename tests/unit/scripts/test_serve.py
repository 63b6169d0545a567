from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from scripts import ports, serve


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind((ports.HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_free_port_is_free():
    with socket.socket() as probe:
        probe.bind((ports.HOST, 0))
        port = probe.getsockname()[1]
    assert ports.refusal(port) == ""


def test_a_taken_port_is_refused_and_its_holder_named(taken):
    assert ports.refusal(taken) != ""
    assert f"process {os.getpid()} " in ports.holder(taken)


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_a_number_that_is_no_port_is_refused(port):
    assert "65535" in ports.refusal(port)


def test_make_run_on_a_taken_port_says_whom_to_stop_and_how_to_go_on(taken):
    ran = subprocess.run(
        [sys.executable, "-m", "scripts.serve", "--port", str(taken)],
        cwd=serve.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert f"Port {taken} cannot be used" in ran.stderr
    assert f"process {os.getpid()}" in ran.stderr
    assert f"make run PORT={taken + 1}" in ran.stderr
    assert ran.stdout == ""


def test_nothing_answers_on_a_port_that_speaks_no_http(taken):
    assert not serve.answers(taken)
