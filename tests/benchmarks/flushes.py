"""How often a job flushes the disk, counted from outside."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import Line

FEW = 20


def each(job: str, size: str, module: str, path: Path) -> Iterator[Line]:
    """What twice as many flush more: opening and closing a file flush too. `module` of this folder
    does it so many times to the shop in `path`."""
    if shutil.which("strace") is None:
        return
    more = _counted(module, path, 2 * FEW) - _counted(module, path, FEW)
    yield Line(f"flushes a {job}", size, more / FEW, most=1, unit="")


def _counted(module: str, path: Path, times: int) -> int:
    command = [
        "strace", "-f", "-c", "-e", "trace=fsync,fdatasync",
        sys.executable, "-m", f"tests.benchmarks.{module}", str(path), str(times),
    ]  # fmt: skip
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    lines = [line.split() for line in told.splitlines()]
    return sum(int(line[3]) for line in lines if line and line[-1] in {"fsync", "fdatasync"})
