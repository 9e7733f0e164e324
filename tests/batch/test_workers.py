"""Workers end with the process that started them, whatever ends it."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

PARENT = """
import multiprocessing, os, signal, sys, time
from convert.batch.workers import TaskKind, local_workers

def work(task):
    os.write(1, task.encode() + bytes([10]))  # in one piece, since both write at once
    while task == "busy":
        pass
    time.sleep(1000)
    yield task

if __name__ == "__main__":
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # what nohup starts is deaf to it
    multiprocessing.set_start_method(sys.argv[1])
    with local_workers(3) as workers:
        list(workers.map(TaskKind(work, iter, None), ["busy", "asleep"]))
"""


@pytest.mark.parametrize(("start", "how"), [("fork", "SIGKILL"), ("fork", "SIGTERM"), ("fork", "SIGHUP"), ("spawn", "SIGKILL")])
def test_workers_end_with_their_parent(tmp_path, start, how):
    """One is busy, one sleeps, one waits for work. All hold standard output, which ends when the last of them is gone."""
    (tmp_path / "parent.py").write_text(PARENT)
    command = [sys.executable, "parent.py", start]
    parent = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        assert sorted(parent.stdout.readline() for _ in range(2)) == [b"asleep\n", b"busy\n"]
        os.kill(parent.pid, getattr(signal, how))
        assert parent.communicate(timeout=30)[0] == b""
        assert parent.returncode == -getattr(signal, how)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(parent.pid, signal.SIGKILL)
