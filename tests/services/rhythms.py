"""Generated visits: members with rhythms of their own, some of whom stop coming."""

from random import Random

from shopfans.domain.visit_past import Visits


def member_days(random: Random, *, first: int, until: int, drop_out: float = 0.05) -> list[int]:
    """The days one member comes, from a mean gap and regularity of her own."""
    mean, shape = random.lognormvariate(3.0, 0.7), random.choice([1, 1, 2, 4, 8])
    day, days = float(first), [first]
    while random.random() >= drop_out:
        day += max(1.0, random.gammavariate(shape, mean / shape))
        if int(day) >= until:
            break
        if int(day) > days[-1]:
            days.append(int(day))
    return days


def shop_of(members: int, *, seed: int, days: int = 500) -> list[Visits]:
    """Members who joined all along a shop's days, up to so many; with what they paid."""
    random = Random(seed)
    found = []
    for _ in range(members):
        came = member_days(random, first=random.randrange(days), until=days)
        receipt = random.uniform(10, 80)
        found.append(Visits(came, [receipt * visit for visit in range(1, len(came) + 1)]))
    return found


def until(visits: list[Visits], day: int) -> list[Visits]:
    """What of it was known before a day."""
    kept = []
    for one in visits:
        known = sum(came < day for came in one.days)
        if known:
            kept.append(Visits(one.days[:known], one.paid[:known]))
    return kept
