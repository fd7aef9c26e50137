"""The properties of the suite, tried with many more examples than there, and at random."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from tests.benchmarks.measuring import Line
from tests.examples import TIMES


def jobs(times: int) -> Iterator[Line]:
    """How many failed; what was found is printed, with what tries it again, and comes first the
    next time."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.xml"
        subprocess.run(
            [sys.executable, "-m", "pytest", "-m", "hypothesis", "-n", "auto",
             f"--junitxml={found}"],
            env=os.environ | {TIMES: str(times)}, stdout=sys.stderr, check=False,
        )  # fmt: skip
        suite = ElementTree.parse(found).getroot()[0]
    failed = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
    yield Line("properties at random", f"{times} × the examples", failed, most=0, unit="failed")
