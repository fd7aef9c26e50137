"""Touches, the list of Today, and what the forecast keeps."""

from peewee import BlobField, Check, CompositeKey, ForeignKeyField, IntegerField, TextField

from shopfans.database.fields import ChoiceField, DayField, MoneyField, RealField
from shopfans.database.models.coupons import CouponTemplate
from shopfans.database.models.goods import Good
from shopfans.database.models.members import Member
from shopfans.database.models.operations import Operation, StaffMember
from shopfans.database.models.table import Table
from shopfans.domain.foresight import Standing
from shopfans.domain.kinds import Reason
from shopfans.domain.touches import TouchKind


class Touch(Table):
    """What staff did about a member, mostly about a line of Today's list."""

    operation = ForeignKeyField(Operation)
    member = ForeignKeyField(Member, index=False)
    reason = ChoiceField(Reason, null=True)
    """None: not from the list."""
    occasion = TextField(default="")
    """What made it due: the day of the birthday, the coupon's code, the last visit."""
    kind = ChoiceField(TouchKind)
    until = DayField(null=True)
    """When a line that was put off is back."""
    note = TextField(default="")
    """In the operator's own words; blanked when she is forgotten."""

    class Meta:
        indexes = ((("member", "reason", "occasion"), False),)


class Listed(Table):
    """When a member came onto the list of who is due or slipping away, held back or not."""

    member = ForeignKeyField(Member, index=False)
    reason = ChoiceField(Reason)
    occasion = TextField()
    day = DayField(index=True)

    class Meta:
        primary_key = CompositeKey("member", "reason", "occasion")
        without_rowid = True


class CareGuest(Table):
    """A member the owner cares for in particular; taken out, her touches stay."""

    member = ForeignKeyField(Member, primary_key=True)
    staff = ForeignKeyField(StaffMember, null=True, index=False)
    """Who cares for her; None: whoever is there."""
    since = DayField()
    operation = ForeignKeyField(Operation, index=False)


class CareDone(Table):
    """What came along with a moment of care that was kept."""

    touch = ForeignKeyField(Touch, primary_key=True)
    gift = TextField()
    cost = MoneyField(constraints=[Check("cost >= 0")])
    template = ForeignKeyField(CouponTemplate, null=True, index=False)


class Closure(Table):
    """A holiday that was noticed: from its first to its last day nobody came."""

    first = DayField(primary_key=True)
    last = DayField()


class GapSum(Table):
    """What is remembered of a member's gaps, as domain.gap_sums has it; follows from her visits
    and is proved by the audit. Days are numbers of domain.closures.OpenDays."""

    member = ForeignKeyField(Member, primary_key=True)
    first = IntegerField()
    last = IntegerField()
    gaps = IntegerField()
    s0 = RealField()
    s1 = RealField()
    s2 = RealField()
    s3 = RealField()
    last_gap = IntegerField()


class GapModel(Table):
    """The fitted model of who comes back when; the newest row is in force, as services.gap_models
    writes it."""

    version = IntegerField()
    fitted = DayField()
    """The days before it are what it was fitted on."""
    members = IntegerField()
    gaps = IntegerField()
    weights = BlobField()
    more = TextField()


class Forecast(Table):
    """What to expect of a member, as it stood before `day`; who came since is no longer foreseen
    by it. Chances are of a visit on that day or the next, so many days in all."""

    member = ForeignKeyField(Member, primary_key=True)
    day = DayField()
    p7 = RealField()
    p14 = RealField()
    p28 = RealField()
    expected_28 = RealField()
    """Visits in 28 days."""
    early = DayField()
    next_visit = DayField()
    late = DayField()
    """The likely day, and between which days four of five such visits fall."""
    usual_gap = IntegerField()
    """Days: her median gap, or the shop's if she has less than two."""
    rhythm_early = IntegerField()
    rhythm = IntegerField()
    rhythm_late = IntegerField()
    """Days: comes about every `rhythm` days, usually every `rhythm_early` to `rhythm_late`."""
    p_gone = RealField()
    """The chance that two more usual gaps pass without her."""
    p_still = RealField()
    """The chance that she has not left for good."""
    standing = ChoiceField(Standing, null=True)
    gain = IntegerField()
    """Fen: her usual receipt times the chance that is open, with us and not here this week."""
    good = ForeignKeyField(Good, null=True, index=False)
    runs_out = DayField(null=True)
    """What she has at home, and when it will be used up."""


Forecast.add_index(Forecast.index(Forecast.standing, Forecast.gain).where(
    Forecast.standing.is_null(False)))  # fmt: skip

Forecast.add_index(Forecast.index(Forecast.runs_out).where(Forecast.runs_out.is_null(False)))
