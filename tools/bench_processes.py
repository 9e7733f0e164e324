"""What a command costs: CPU time of all its processes, of the one that took most, and the memory of the first."""

import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

INTERVAL = 0.02
"""Seconds between two looks at a running command. What its processes do after the last look is in no figure but the sum."""

ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")}
"""Without what would have each start compile all modules, or take those of another folder."""


class RunCost(NamedTuple):
    """Seconds of CPU time, of user and system; megabytes of the first process at its peak. 0 is what the system does not say."""

    seconds: float
    busiest_seconds: float
    megabytes: float


def measure_run(command: list[str]) -> RunCost:
    """Run a command to its end. Raises `RuntimeError` with what it said when its exit code is not 0."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=ENVIRONMENT)
        times: dict[int, float] = {}
        peak = 0.0
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            for one in _processes_below(process.pid):
                times[one] = max(times.get(one, 0.0), _cpu_seconds(one))
            peak = max(peak, _peak_megabytes(process.pid))
            time.sleep(INTERVAL)
        _, status, usage = ended
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {said.read().decode()[-2000:]}")
    return RunCost(usage.ru_utime + usage.ru_stime, max(times.values(), default=0.0), peak)


def _processes_below(process: int) -> list[int]:
    """The process and all it has started, and these, as Linux says; others say nothing."""
    try:
        threads = list(Path(f"/proc/{process}/task").iterdir())
        children = [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return [process]
    return [process, *(one for child in children for one in _processes_below(child))]


def _cpu_seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_megabytes(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:"))
