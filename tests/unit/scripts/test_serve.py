from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest

from core.services.workers import alive
from scripts import ports
from scripts.server import ROOT, answers


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
        cwd=ROOT,
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
    assert not answers(taken)


def words_of(process: psutil.Process) -> list[str]:
    """The command line of a process; none of one that has just ended."""
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:  # a zombie is one, too
        return []


@pytest.mark.kill
@pytest.mark.alone
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda s: s.name)
def test_the_app_is_announced_once_it_answers_listens_here_alone_and_leaves_nothing_behind(demo_copy, how):
    with socket.socket() as probe:
        probe.bind((ports.HOST, 0))
        port = probe.getsockname()[1]
    env = os.environ | {"LAB_HOME": str(demo_copy), "LAB_REFRESH_MINUTES": "600"}
    command = [sys.executable, "-u", "-m", "scripts.serve", "--port", str(port)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=pipe, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        seen = []
        for line in server.stdout:
            seen.append(line)
            if f"http://127.0.0.1:{port}" in line:
                break
        assert "Everything is in place.\n" in seen, seen  # nothing was built twice
        assert answers(port)
        listening = [
            c.laddr for c in psutil.Process(server.pid).net_connections("tcp") if c.status == psutil.CONN_LISTEN
        ]
        assert [tuple(a) for a in listening] == [(ports.HOST, port)]
        others = {other: words_of(other) for other in psutil.Process(server.pid).children()}
        assert any("--every" in words for words in others.values()), others
        (worker,) = (other for other, words in others.items() if "worker" in words)
        while not alive(demo_copy):
            assert worker.is_running()
            time.sleep(0.05)
        assert alive(demo_copy) == [worker.pid]
        server.send_signal(how)
        server.wait(20)
    assert psutil.wait_procs(others, 20)[1] == []
    assert alive(demo_copy) == []
    assert ports.refusal(port) == ""
    assert not answers(port)
