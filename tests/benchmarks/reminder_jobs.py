"""How well the forecast foresees on a log of real visits, beside rules and models of others.

`--log` names a CSV file of member_id, date and amount that is not part of this project.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import mean, median

from shopfans.database.shop import Shop
from shopfans.domain.roles import SYSTEM
from shopfans.services import founding
from shopfans.services.reminders import foreseeing
from shopfans.services.reminders.foreseeing import Foreseen
from tests.benchmarks.measuring import Line
from tests.benchmarks.reminders import lists
from tests.benchmarks.reminders.baselines import Arrays, Judged, MbgCnbd, judged, ruled
from tests.benchmarks.reminders.lists import Hits, Told, Week
from tests.benchmarks.reminders.measures import auc
from tests.benchmarks.reminders.visit_log import Known, VisitLog
from tests.services.past_sales import bring

OURS = "gap mixture"
GOALS = {"auc_7": 0.733, "auc_28": 0.740, "loss_28": 0.506}


def jobs(path: Path, folder: Path) -> Iterator[Line]:
    log = VisitLog.read(path)
    shop = founding.found_shop(
        folder / "log.shop", name="log", owner_name="o", owner_pin="246813", welcome_name="w",
        currency="GBP", zone="Europe/London",
    )  # fmt: skip
    bring(shop, SYSTEM, path)
    try:
        yield from _cut_offs(shop, log)
        yield from _lists(shop, log)
    finally:
        shop.close()


def _cut_offs(shop: Shop, log: VisitLog) -> Iterator[Line]:
    found: dict[str, list[Judged]] = {}
    others: dict[str, list[float]] = {}
    days = log.cut_offs()
    for on in days:
        known, told = _told(shop, log, on)
        found.setdefault(OURS, []).append(
            judged(log, known, lambda days, told=told: [  # type: ignore[misc]  # bound as a default
                one.forecast.chances[(7, 28).index(days)] for one in told]),
        )  # fmt: skip
        for name, value in _more(log, known, told).items():
            others.setdefault(name, []).append(value)
        for name, one in _baselines(log, known, on).items():
            found.setdefault(name, []).append(one)
    size = f"{len(days)} cut-offs"
    for name, all_days in found.items():
        for measure in Judged._fields:
            goal = GOALS[measure] if name == OURS else None
            value = round(mean(getattr(one, measure) for one in all_days), 4)
            is_loss = measure.startswith("loss")
            yield Line(
                f"{name}: {measure.replace('_', '-')}", size, value, unit="",
                most=goal if is_loss else None, least=None if is_loss else goal,
            )  # fmt: skip
    for name, values in others.items():
        yield Line(f"{OURS}: {name}", size, round(mean(values), 3), unit="")


def _baselines(log: VisitLog, known: list[Known], on: date) -> dict[str, Judged]:
    earlier = log.known(date.fromordinal(on.toordinal() - 28))
    seen = Arrays.of(known)
    found = {rule: ruled(log, known, earlier, rule) for rule in ("best N", "mean gap")}
    for name, ks, drops in (("BG/NBD", (1,), False), ("MBG/CNBD-k", (1, 2, 3, 4), True)):
        model = MbgCnbd.fit(seen, ks=ks, drops_at_first=drops)
        found[name] = judged(
            log,
            known,
            lambda days, model=model: model.within(seen, days).tolist(),  # type: ignore[misc]
        )
    return found


def _more(log: VisitLog, known: list[Known], told: list[Foreseen]) -> dict[str, float]:
    """What no goal is set for: the next visit, the size of it all, the AUC of slipping."""
    on = known[0].on
    next_days = [
        (one, log.days[member.key][len(member.days)])
        for member, one in zip(known, told, strict=True)
        if log.visits_within(member.key, on, 56)
    ]
    shops = log.shops_gap(known)
    slips = [
        (one.forecast.gone, not log.visits_within(member.key, on, 2 * gap))
        for member, one in zip(known, told, strict=True)
        for gap in [member.usual_gap(shops)]
        if member.repeats and gap <= member.silence <= 4 * gap and on + 2 * gap <= log.last + 1
    ]
    return {
        "next visit, median error in days": float(
            median(abs(one.next_visit.toordinal() - day) for one, day in next_days)
        ),
        "next visit inside its 80 % range": mean(
            one.forecast.early <= day - on + 1 <= one.forecast.late for one, day in next_days
        ),
        "visits in 28 days, foreseen / came": sum(one.forecast.expected_28 for one in told)
        / sum(log.visits_within(one.key, on, 28) for one in known),
        "AUC of slipping": auc([gone for gone, _ in slips], [is_gone for _, is_gone in slips]),
    }


def _lists(shop: Shop, log: VisitLog) -> Iterator[Line]:
    weeks: list[Week] = []
    for on in log.weeks():
        known, told = _told(shop, log, on)
        rows = [
            Told(member, one.forecast.chances[0], one.forecast.gone)
            for member, one in zip(known, told, strict=True)
        ]
        weeks.append(lists.week(log, on, rows))
    size = f"{len(weeks)} weeks"
    for name, hits, goal in (*_due(weeks), *_slipping(weeks)):
        yield Line(
            f"{name} ({hits.listed} listed)", size, hits.model, hits.rule, least_ratio=goal,
            unit="hits",
        )  # fmt: skip


def _due(weeks: list[Week]) -> Iterator[tuple[str, Hits, float | None]]:
    pool, everybody = [one.due for one in weeks], [one.due_of_all for one in weeks]
    yield "due, hits beside 30 days", lists.of_fixed(pool, 30), 3.0
    yield "due, hits beside 60 days", lists.of_fixed(pool, 60), None
    yield "due, hits beside the most precise N", lists.of_best(pool), 1.35
    fortnight = lists.of_best(pool, from_days=14)
    yield "due, hits beside the most precise N from 14 days", fortnight, 1.35
    yield "due, hits beside the N of most hits", lists.of_best(pool, lists.most_hits), 1.35
    yield "due, the rule lists all: beside 30 days", lists.of_fixed(everybody, 30), None
    yield "due, the rule lists all: beside the most precise N", lists.of_best(everybody), 1.35


def _slipping(weeks: list[Week]) -> Iterator[tuple[str, Hits, float | None]]:
    slipping = [one.slipping for one in weeks]
    yield "slipping, hits beside 30 days", lists.of_fixed(slipping, 30), None
    yield "slipping, hits beside 60 days", lists.of_fixed(slipping, 60), None
    yield "slipping, hits beside the best N", lists.of_best(slipping), 1.15


def _told(shop: Shop, log: VisitLog, on: date) -> tuple[list[Known], list[Foreseen]]:
    by_key = {one.foreign_id: one for one in foreseeing.foreseen(shop, on=on, horizons=(7, 28))[1]}
    known = log.known(on)
    return known, [by_key[one.key] for one in known]
