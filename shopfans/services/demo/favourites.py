"""What the demo's guests say of themselves, whom they brought, what they vote for, and what their
points can buy."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.ballots import Candidate
from shopfans.domain.periods import time_zone
from shopfans.domain.points import Points
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.goods import gifting
from shopfans.services.joining import balloting
from shopfans.services.members import tagging
from shopfans.services.staff import staffing

TAGS = {"少糖": 0.3, "不吃坚果": 0.06, "乳糖不耐": 0.05, "猫派": 0.12, "爱拍照": 0.08}
"""And how many of the members chose each."""

BROUGHT = 0.08
"""Of the members; and of those who were never here all but one."""

BALLOT = "下个月上哪款新品？"
CANDIDATES = {"栗子蒙布朗": 5, "柚子芝士": 3, "桂花拿铁": 4, "开心果泡芙": 2}
"""And how they are liked, beside each other."""
VOTES = 0.25
"""Of the members."""

GIFTS = {"蛋挞一枚": 80, "手打柠檬茶": 150, "雪媚娘": 120, "草莓奶油蛋糕": 320}
"""And what each costs in points."""


def favour(shop: Shop, random: Random, until: date) -> None:
    """The owner's lists, and what became of them until that morning."""
    owner, zone = staffing.staff(shop)[0], settings.load(shop).zone
    eve = datetime.combine(until - timedelta(days=1), time(12), time_zone(zone))
    shop.now = lambda: eve
    for name, points in GIFTS.items():
        gifting.add_gift(shop, by=owner, name=name, points=Points(points), request=new_request())
    tags = [tagging.add_tag(shop, by=owner, name=name, request=new_request()) for name in TAGS]
    balloting.open_ballot(
        shop, by=owner, title=BALLOT, candidates=[Candidate(name) for name in CANDIDATES],
        last=until + timedelta(days=12), request=new_request(),
    )  # fmt: skip
    ballot = balloting.running(shop)
    assert ballot is not None
    with shop.changing(Topic.MEMBERS, Topic.BALLOTS):
        members = [
            one for (one,) in shop.rows("SELECT id FROM member WHERE erased = 0 ORDER BY id")
        ]
        shop.write_many(
            "INSERT INTO member_tag (member_id, tag_id) VALUES (?, ?)",
            _chosen(random, members, tags),
        )
        candidates = [one.candidate for one in ballot.tallies]
        shop.write_many(
            f"INSERT INTO vote (ballot_id, member_id, candidate_id) VALUES ({ballot.id}, ?, ?)",
            _voted(random, members, candidates),
        )
        unseen = {one for (one,) in shop.rows("SELECT id FROM member WHERE visits = 0")}
        shop.write_many(
            "INSERT INTO referral (member_id, brought_by_id) VALUES (?, ?)",
            _brought(random, members, unseen - {max(unseen, default=0)}),
        )


def _chosen(random: Random, members: list[int], tags: list[int]) -> Iterator[tuple[int, int]]:
    for tag, share in zip(tags, TAGS.values(), strict=True):
        for member in members:
            if random.random() < share:
                yield member, tag


def _voted(random: Random, members: list[int], candidates: list[int]) -> Iterator[tuple[int, int]]:
    voters = [member for member in members if random.random() < VOTES]
    chosen = random.choices(candidates, list(CANDIDATES.values()), k=len(voters))
    yield from zip(voters, chosen, strict=True)


def _brought(random: Random, members: list[int], unseen: set[int]) -> Iterator[tuple[int, int]]:
    """Each by somebody who was there before; some bring many."""
    for at, member in enumerate(members[1:], 1):
        if member in unseen or random.random() < BROUGHT:
            yield member, members[int(at * random.random() ** 3)]
