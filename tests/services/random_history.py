"""A shop to which anything may happen in any order; after each step its books are true."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, run_state_machine_as_test

from shopfans.database import opening
from shopfans.services import settings as terms_of
from shopfans.services.books import auditing
from shopfans.services.staff import staffing
from tests.conftest import Clock
from tests.examples import examples


class RandomHistory(RuleBasedStateMachine):
    blank: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(shutil.copy(self.blank, Path(self.folder.name) / "our.shop"))
        self.clock = Clock()
        self.shop = opening.open_shop(self.path, now=self.clock)
        self.owner, self.by = staffing.staff(self.shop)
        self.requests = 0

    def teardown(self) -> None:
        self.shop.close()
        self.folder.cleanup()

    @property
    def today(self) -> date:
        return terms_of.today(self.shop)

    def request(self) -> str:
        self.requests += 1
        return f"r{self.requests}"

    @invariant()
    def the_books_are_true(self) -> None:
        assert auditing.problems(self.shop) == []


def play(
    history: type[RandomHistory], blank_shop: Path, *, histories: int = 8, steps: int = 25
) -> None:
    """Many histories of so many steps, each on a copy of this shop; one that fails is shrunk."""
    here = type(history.__name__, (history,), {"blank": blank_shop})
    run_state_machine_as_test(
        here,
        settings=settings(
            examples(histories),
            stateful_step_count=steps,
            phases=[Phase.reuse, Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
