"""Which of these do you want? The owner asks; every member has one vote, on her own page."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import Ballot, Vote
from shopfans.database.models import Candidate as CandidateTable
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain import ballots as rules
from shopfans.domain.ballots import Candidate
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import BallotOpen, BallotOver
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.members.records import live_member


class Tally(NamedTuple):
    """One candidate, and how many chose it; who was forgotten since still counts."""

    candidate: int
    name: str
    picture: bytes | None
    votes: int


class BallotRow(NamedTuple):
    id: int
    title: str
    last: date
    """Its last day."""
    is_open: bool
    tallies: tuple[Tally, ...]
    """As they were entered."""

    @property
    def votes(self) -> int:
        return sum(one.votes for one in self.tallies)

    @property
    def winners(self) -> tuple[Tally, ...]:
        """Those with the most votes: none before the first, several if they are level."""
        most = max(one.votes for one in self.tallies)
        return tuple(one for one in self.tallies if most and one.votes == most)


class Voter(NamedTuple):
    member: int
    name: str
    candidate: str


def open_ballot(
    shop: Shop,
    *,
    by: Staff,
    title: str,
    candidates: Sequence[Candidate],
    last: date,
    request: str,
) -> int:
    """A new ballot, from now until the end of its last day.

    Raises BallotOpen while another runs, BallotOver for a day that is past, NameMissing,
    NameTooLong, or what ballots.checked raises.
    """
    require(by, Right.KEEP_COUPONS)
    terms, title, found = settings.load(shop), tidy_name(title), rules.checked(candidates)
    with shop.changing(Topic.BALLOTS):
        asked = (title, found, last)
        done = begin(shop, Act.KEEP_BALLOT, terms=terms, by=by, request=request, asked=asked)
        if not done.is_new:
            return int(Ballot.select(Ballot.id).where(Ballot.operation == done.id).scalar())
        if _running(done.day) is not None:
            raise BallotOpen()
        if last < done.day:
            raise BallotOver()
        ballot = int(Ballot.insert(operation=done.id, title=title, last=last).execute())
        for name, picture in found:
            CandidateTable.insert(ballot=ballot, name=name, picture=picture).execute()
        return ballot


def close_ballot(shop: Shop, *, by: Staff, ballot: int, request: str) -> None:
    """Nobody can vote any more, whatever its last day was. Raises BallotOver."""
    require(by, Right.KEEP_COUPONS)
    terms = settings.load(shop)
    with shop.changing(Topic.BALLOTS):
        done = begin(shop, Act.KEEP_BALLOT, terms=terms, by=by, request=request, asked=ballot)
        if done.is_new:
            if _running(done.day) != ballot:
                raise BallotOver()
            Ballot.update(closed=done.id).where(Ballot.id == ballot).execute()


def vote(shop: Shop, *, member: int, candidate: int) -> None:
    """Her one vote is for this candidate now. Raises BallotOver, UnknownMember or MemberErased."""
    with shop.changing(Topic.BALLOTS):
        live_member(member)
        running = _running(settings.today(shop))
        chosen = CandidateTable.get_or_none(CandidateTable.id == candidate)
        if running is None or chosen is None or chosen.ballot_id != running:
            raise BallotOver()
        Vote.replace(ballot=running, member=member, candidate=candidate).execute()


def running(shop: Shop) -> BallotRow | None:
    """The ballot that can be voted in today, if there is one."""
    with shop.reading():
        ballot = _running(settings.today(shop))
        return None if ballot is None else _row(shop, ballot)


def choice(shop: Shop, ballot: int, member: int) -> int | None:
    """The candidate she votes for, so far."""
    with shop.reading():
        hers = (Vote.ballot == ballot) & (Vote.member == member)
        chosen: int | None = Vote.select(Vote.candidate).where(hers).scalar()
        return chosen


def ballots(shop: Shop, *, most: int = 50) -> list[BallotRow]:
    """The newest first."""
    with shop.reading():
        rows = Ballot.select(Ballot.id).order_by(Ballot.id.desc()).limit(most)
        return [_row(shop, ballot.id) for ballot in rows]


def voters(shop: Shop, ballot: int, *, most: int = 200) -> list[Voter]:
    """Who voted and for what, by name; who was forgotten is left out."""
    with shop.reading():
        return [
            Voter(*row)
            for row in shop.rows(
                "SELECT m.id, m.name, c.name FROM vote v JOIN member m ON m.id = v.member_id "
                "JOIN candidate c ON c.id = v.candidate_id "
                "WHERE v.ballot_id = ? AND m.erased = 0 ORDER BY c.id, m.name, m.id LIMIT ?",
                ballot,
                most,
            )
        ]


def _running(today: date) -> int | None:
    row = OPEN_SHOP.execute_sql(
        "SELECT id FROM ballot WHERE closed_id IS NULL AND last >= ? ORDER BY id DESC LIMIT 1",
        (today.isoformat(),),
    ).fetchone()
    return row[0] if row else None


def _row(shop: Shop, ballot: int) -> BallotRow:
    kept = Ballot.get_by_id(ballot)
    tallies = [
        Tally(number, name, None if picture is None else bytes(picture), votes)
        for number, name, picture, votes in shop.rows(
            "SELECT c.id, name, picture, (SELECT COUNT(*) FROM vote WHERE candidate_id = c.id) "
            "FROM candidate c WHERE ballot_id = ? ORDER BY c.id",
            ballot,
        )
    ]
    is_open = kept.closed_id is None and kept.last >= settings.today(shop)
    return BallotRow(ballot, kept.title, kept.last, is_open, tuple(tallies))
