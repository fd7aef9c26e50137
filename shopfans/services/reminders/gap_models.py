"""The fitted model in the file, and back."""

import json
from array import array
from datetime import date, timedelta
from typing import NamedTuple

from shopfans.database.shop import Shop
from shopfans.domain.foresight import Foresight
from shopfans.domain.gap_kernels import CELLS, KERNELS
from shopfans.domain.own_gap import OwnGap
from shopfans.domain.return_logistic import Logistic
from shopfans.services import settings

VERSION = 1
"""Another way to read the cells is another version; what an older one fitted is not read."""

REFIT_AFTER = timedelta(days=7)


class Fitted(NamedTuple):
    model: Foresight
    day: date
    """It knows what happened before this day."""
    members: int


def in_force(shop: Shop) -> Fitted | None:
    """The model fitted last, if this program can read it, with the owner's rule for a young shop;
    inside a block."""
    rows = shop.rows(
        "SELECT fitted, members, gaps, weights, more FROM gap_model WHERE version = ? "
        "ORDER BY id DESC LIMIT 1",
        VERSION,
    )
    if not rows:
        return None
    fitted, members, gaps, blob, more = rows[0]
    flat = array("d", bytes(blob))
    facts = json.loads(more)
    model = Foresight(
        weights=[flat[start : start + len(KERNELS)] for start in range(0, CELLS, len(KERNELS))],
        logistics=tuple(Logistic(days, tuple(rest)) for days, rest in facts["logistics"]),
        say=facts["say"],
        own=OwnGap(*facts["own"]),
        usual_gap=facts["usual_gap"],
        gaps=gaps,
        rule_days=settings.load(shop).rule_days,
    )
    return Fitted(model, date.fromisoformat(fitted), members)


def keep(shop: Shop, fitted: Fitted) -> None:
    """Put it in force, inside a command."""
    model = fitted.model
    more = json.dumps(
        {
            "logistics": [[one.horizon, one.coefficients] for one in model.logistics],
            "say": model.say,
            "own": model.own,
            "usual_gap": model.usual_gap,
        }
    )
    flat = array("d", [weight for row in model.weights for weight in row])
    shop.rows("DELETE FROM gap_model")
    shop.rows(
        "INSERT INTO gap_model (version, fitted, members, gaps, weights, more) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        VERSION, fitted.day.isoformat(), fitted.members, model.gaps, flat.tobytes(), more,
    )  # fmt: skip
