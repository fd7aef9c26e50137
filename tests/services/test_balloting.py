"""One member, one vote, until the ballot is over."""

from datetime import date, timedelta

import pytest

from shopfans.database.shop import Shop
from shopfans.domain.audiences import VotedFor
from shopfans.domain.ballots import LARGEST_PICTURE, Candidate
from shopfans.domain.errors import (
    BadPicture,
    BallotOpen,
    BallotOver,
    CandidateTwice,
    MemberErased,
    NameMissing,
    NotAllowed,
    TooFewCandidates,
)
from shopfans.domain.roles import Staff
from shopfans.services import settings
from shopfans.services.coupons import issuing
from shopfans.services.joining import balloting
from shopfans.services.joining.balloting import BallotRow
from shopfans.services.members import forgetting
from shopfans.texts.audiences import audience_text
from tests.conftest import Clock, join

TARO, MANGO = Candidate("芋圆"), Candidate("Mango", b"\xff\xd8\xff a picture")
LAST = date(2026, 3, 20)


@pytest.fixture
def ballot(shop: Shop, owner: Staff) -> BallotRow:
    return opened(shop, owner)


def opened(shop: Shop, owner: Staff, request: str = "open") -> BallotRow:
    balloting.open_ballot(
        shop, by=owner, title="三月新品", candidates=[TARO, MANGO], last=LAST, request=request
    )
    found = balloting.running(shop)
    assert found is not None
    return found


def counts(shop: Shop) -> list[int]:
    return [one.votes for one in balloting.ballots(shop)[0].tallies]


def test_each_member_has_one_vote_and_can_change_it(
    shop: Shop, cashier: Staff, mei: int, ballot: BallotRow
) -> None:
    taro, mango = (one.candidate for one in ballot.tallies)
    assert balloting.choice(shop, ballot.id, mei) is None
    for chosen in (taro, taro, mango):
        balloting.vote(shop, member=mei, candidate=chosen)
    assert balloting.choice(shop, ballot.id, mei) == mango
    assert counts(shop) == [0, 1]
    balloting.vote(shop, member=join(shop, cashier, "Ana", "13900001111"), candidate=taro)
    row = balloting.ballots(shop)[0]
    assert [one.name for one in row.winners] == ["芋圆", "Mango"]
    assert row.tallies[1].picture == MANGO.picture
    voted = [(one.name, one.candidate) for one in balloting.voters(shop, ballot.id)]
    assert voted == [("Ana", "芋圆"), ("王小美", "Mango")]


def test_after_its_last_day_or_once_closed_nobody_votes(
    shop: Shop, owner: Staff, mei: int, ballot: BallotRow, clock: Clock
) -> None:
    taro = ballot.tallies[0].candidate
    clock.at += timedelta(days=10)
    balloting.vote(shop, member=mei, candidate=taro)
    clock.at += timedelta(days=1)
    with pytest.raises(BallotOver):
        balloting.vote(shop, member=mei, candidate=taro)
    assert balloting.running(shop) is None
    clock.at -= timedelta(days=5)
    balloting.close_ballot(shop, by=owner, ballot=ballot.id, request="close")
    balloting.close_ballot(shop, by=owner, ballot=ballot.id, request="close")
    with pytest.raises(BallotOver):
        balloting.vote(shop, member=mei, candidate=taro)
    with pytest.raises(BallotOver):
        balloting.close_ballot(shop, by=owner, ballot=ballot.id, request="close again")
    later = opened(shop, owner, "next")
    with pytest.raises(BallotOver):  # of the ballot before
        balloting.vote(shop, member=mei, candidate=taro)
    assert later.tallies[0].candidate != taro


def test_only_the_owner_opens_one_and_only_a_good_one(
    shop: Shop, owner: Staff, cashier: Staff
) -> None:
    def ask(*candidates: Candidate, by: Staff = owner, title: str = "t", last: date = LAST) -> None:
        balloting.open_ballot(
            shop, by=by, title=title, candidates=candidates, last=last, request=f"{candidates}"
        )

    for refusal, candidates in (
        (TooFewCandidates, (TARO,)),
        (CandidateTwice, (TARO, Candidate(" 芋圆 "))),
        (NameMissing, (TARO, Candidate(" "))),
        (BadPicture, (TARO, Candidate("a", b"<svg/>"))),
        (BadPicture, (TARO, Candidate("a", b"\xff\xd8\xff" + bytes(LARGEST_PICTURE)))),
    ):
        with pytest.raises(refusal):
            ask(*candidates)
    with pytest.raises(NotAllowed):
        ask(TARO, MANGO, by=cashier)
    with pytest.raises(BallotOver):
        ask(TARO, MANGO, last=date(2026, 3, 9))
    ask(TARO, MANGO)
    ask(TARO, MANGO)
    with pytest.raises(BallotOpen):
        ask(MANGO, TARO)
    assert len(balloting.ballots(shop)) == 1


def test_the_voters_of_a_candidate_get_a_coupon(
    shop: Shop, owner: Staff, mei: int, ballot: BallotRow
) -> None:
    taro, mango = (one.candidate for one in ballot.tallies)
    balloting.vote(shop, member=mei, candidate=taro)
    template = settings.load(shop).welcome_template
    assert template is not None
    assert issuing.plan(shop, template, VotedFor(taro)).members == 1
    assert issuing.plan(shop, template, VotedFor(mango)).members == 0
    issuing.issue_batch(
        shop, by=owner, template=template, audience=VotedFor(taro), request="launch"
    )
    assert audience_text(issuing.kind_of(VotedFor(taro))) == "Who voted for it"


def test_the_vote_of_the_forgotten_stays_as_a_number(
    shop: Shop, owner: Staff, mei: int, ballot: BallotRow
) -> None:
    balloting.vote(shop, member=mei, candidate=ballot.tallies[0].candidate)
    forgetting.erase(shop, by=owner, member_id=mei, request="e")
    assert counts(shop) == [1, 0]
    assert balloting.voters(shop, ballot.id) == []
    with pytest.raises(MemberErased):
        balloting.vote(shop, member=mei, candidate=ballot.tallies[1].candidate)
