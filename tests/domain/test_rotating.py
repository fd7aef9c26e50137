"""The code on a member's page: whose it is, and that it dies."""

import random
import secrets
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfans.domain import codes, rotating, scans
from shopfans.domain.codes import Kind
from shopfans.domain.errors import CodeOfElsewhere, CodeTooOld
from shopfans.domain.rotating import STEP, Key, Shown
from shopfans.domain.scans import Ours

KEY = Key(1, bytes(range(32)))
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


@given(
    st.integers(1, 999_999_999),
    st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_a_code_says_whose_it_is_to_the_scanner(member: int, at: datetime) -> None:
    code = rotating.code_of(KEY, member, at)
    assert scans.read(code) == Ours(Kind.ROTATING, code)
    assert rotating.read(KEY, code, at) == Shown(member, int(at.timestamp()) // STEP)


def test_it_changes_every_half_minute_and_is_dead_after_ninety_seconds() -> None:
    code = rotating.code_of(KEY, 7, AT)
    assert rotating.code_of(KEY, 7, AT + timedelta(seconds=29)) == code
    assert rotating.code_of(KEY, 7, AT + timedelta(seconds=30)) != code
    assert rotating.read(KEY, code, AT + timedelta(seconds=89)).member == 7
    for later in (90, 600, 24 * 60 * 60):
        with pytest.raises(CodeTooOld):
            rotating.read(KEY, code, AT + timedelta(seconds=later))
    with pytest.raises(CodeOfElsewhere):  # its step has come again: nobody can tell any more
        rotating.read(KEY, code, AT + timedelta(days=60))
    with pytest.raises((CodeOfElsewhere, CodeTooOld)):  # from the future
        rotating.read(KEY, code, AT - timedelta(seconds=1))


@pytest.mark.parametrize("key", [Key(2, KEY.secret), Key(1, bytes(32))])
def test_a_code_of_another_shop_or_epoch_is_refused(key: Key) -> None:
    with pytest.raises(CodeOfElsewhere):
        rotating.read(KEY, rotating.code_of(key, 7, AT), AT)


def test_none_of_20000_forged_or_altered_codes_is_accepted() -> None:
    chance = random.Random(4)
    good = rotating.code_of(KEY, 123_456, AT)
    for number in range(20_000):
        match number % 4:
            case 0:  # all but the check digit made up
                body = Kind.ROTATING.value + "".join(chance.choices("0123456789", k=39))
            case 1:  # one digit altered, the check digit made right
                place = chance.randrange(1, 40)
                other = chance.choice([d for d in "0123456789" if d != good[place]])
                body = good[:place] + other + good[place + 1 : -1]
            case 2:  # another member's name on her proof
                body = good[0] + f"{chance.randrange(123_456):09}" + good[10:-1]
            case _:  # the right form, signed with another key
                forged = rotating.code_of(Key(1, secrets.token_bytes(32)), 123_456, AT)
                body = forged[:-1]
        with pytest.raises((CodeOfElsewhere, CodeTooOld)):
            rotating.read(KEY, body + codes.check_digit(body), AT)
