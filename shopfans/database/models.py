"""The tables. Money is whole fen; a `day` is the shop's own business day, fixed when it happens."""

from typing import Any

from peewee import (
    AutoField,
    BlobField,
    Check,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.fields import (
    ChoiceField,
    DayField,
    FlagField,
    InstantField,
    MoneyField,
    RealField,
)
from shopfans.domain.foresight import Standing
from shopfans.domain.kinds import Act, Discount, Entry, Prepaid, Purpose, Reason, Unit
from shopfans.domain.roles import Right, Role
from shopfans.domain.sales import Tender
from shopfans.domain.touches import TouchKind


class Table(Model):
    class Meta:
        database = OPEN_SHOP
        strict_tables = True
        legacy_table_names = False


class StaffMember(Table):
    name = TextField(unique=True)
    role = ChoiceField(Role)
    pin_hash = TextField()
    failures = IntegerField(default=0)
    failed_at = InstantField(null=True)
    left_at = InstantField(null=True)
    """Since when she cannot sign in any more; what she did stays hers."""

    class Meta:
        table_name = "staff"


class Operation(Table):
    """One thing that was done, once: who, when, by which request. Every other row belongs to
    one."""

    request = TextField(unique=True)
    act = ChoiceField(Act)
    asked = TextField()
    """Digest of the arguments: the same request with others is refused."""
    staff = ForeignKeyField(StaffMember, null=True, index=False)
    at = InstantField()
    day = DayField(index=True)


class DoubtfulOperation(Table):
    """What was done while the clock could not be believed: its date may be wrong, its place in the
    sequence is not, and it says nothing about the clock."""

    operation = ForeignKeyField(Operation, primary_key=True)


class TermsVersion(Table):
    operation = ForeignKeyField(Operation, index=False)
    body = TextField()

    class Meta:
        table_name = "terms"


class Approval(Table):
    """By whose leave a risky act was done, and why."""

    operation = ForeignKeyField(Operation, primary_key=True)
    staff = ForeignKeyField(StaffMember, null=True, index=False)
    right = ChoiceField(Right)
    reason = TextField()


class Recovery(Table):
    """What the owner's recovery sheet says, as a hash: one at most, gone once it was used."""

    operation = ForeignKeyField(Operation, primary_key=True)
    code_hash = TextField()


class Member(Table):
    """A person enrolled. From `visits` to `gone` follows from her sales and is proved by the
    audit."""

    code = TextField(unique=True)
    foreign_id = TextField(null=True, unique=True)
    """Her key in the program her history was imported from."""
    name = TextField()
    phone = TextField(null=True, unique=True)
    birth_month = IntegerField(null=True)
    birth_day = IntegerField(null=True)
    birth_year = IntegerField(null=True)
    birth_lunar = FlagField(default=False)
    birth_leap = FlagField(default=False)
    joined = DayField(index=True)
    operation = ForeignKeyField(Operation, index=False)
    erased = FlagField(default=False)
    visits = IntegerField(default=0)
    spent = MoneyField(default=0)
    last_visit = DayField(null=True, index=True)
    usual_gap = IntegerField(null=True)
    due = DayField(null=True)
    gone = DayField(null=True)
    note = TextField(default="")
    """In the staff's own words; blanked when she is forgotten."""


Member.add_index(Member.index(Member.birth_month, Member.birth_day).where(
    Member.birth_month.is_null(False)))  # fmt: skip
Member.add_index(Member.index(Member.due, Member.gone).where(Member.due.is_null(False)))


class Trace(Table):
    """What the log says of an operation beyond its own rows: whom it was about, and facts."""

    operation = ForeignKeyField(Operation, primary_key=True)
    staff = ForeignKeyField(StaffMember, null=True, index=False)
    member = ForeignKeyField(Member, null=True, index=False)
    said = TextField()
    """A JSON object of plain facts; words are found where they are read."""


class TierStanding(Table):
    """How a member stands who has or had a tier: follows from her sales and the owner's rules, and
    is proved by the audit."""

    member = ForeignKeyField(Member, primary_key=True)
    tier = IntegerField(null=True)
    """Its key in the rule; None: none any more."""
    since = DayField()
    until = DayField(null=True, index=True)


class MemberKey(Table):
    """Beginnings by which a member is found; see domain.names."""

    key = TextField()
    member = ForeignKeyField(Member, index=False)

    class Meta:
        primary_key = CompositeKey("key", "member")
        without_rowid = True
        indexes = ((("member", "key"), False),)


class Consent(Table):
    member = ForeignKeyField(Member)
    operation = ForeignKeyField(Operation, index=False)
    purpose = ChoiceField(Purpose)
    text_version = IntegerField()
    given = FlagField()


class ConsentText(Table):
    """The words she is asked to consent to, in one language; a version is never changed."""

    version = IntegerField()
    language = TextField()
    keeping = TextField()
    """`{shop}` stands for the shop's name."""
    messages = TextField()
    operation = ForeignKeyField(Operation, null=True, index=False)
    """None: the words came with the program."""

    class Meta:
        primary_key = CompositeKey("version", "language")
        without_rowid = True


class Tag(Table):
    """What a guest can say of herself, from the owner's list."""

    name = TextField(unique=True)
    active = FlagField(default=True)
    """False: nobody is asked any more, and it is not shown."""


class MemberTag(Table):
    member = ForeignKeyField(Member, index=False)
    tag = ForeignKeyField(Tag)

    class Meta:
        primary_key = CompositeKey("member", "tag")
        without_rowid = True


class FriendCode(Table):
    """What a member gives to her friends: it tells nothing of her, and pays for nothing."""

    member = ForeignKeyField(Member, primary_key=True)
    code = TextField(unique=True)


class Referral(Table):
    """Who brought her: once, when she joined."""

    member = ForeignKeyField(Member, primary_key=True)
    brought_by = ForeignKeyField(Member)


class SignUp(Table):
    """A form a phone has sent and nobody has dealt with yet; afterwards the row is deleted."""

    request = TextField(unique=True)
    at = InstantField()
    name = TextField()
    phone = TextField()
    birth_month = IntegerField(null=True)
    birth_day = IntegerField(null=True)
    birth_year = IntegerField(null=True)
    birth_lunar = FlagField(default=False)
    birth_leap = FlagField(default=False)
    tags = TextField(default="")
    """Their keys, with commas between them."""
    brought_by = ForeignKeyField(Member, null=True, index=False)
    wants_messages = FlagField()
    text_version = IntegerField()


class Good(Table):
    name = TextField()
    category = TextField(default="")
    price = MoneyField(constraints=[Check("price > 0")])
    active = FlagField(default=True)
    barcode = TextField(null=True, unique=True)
    earns = FlagField(default=True)
    """False: nothing paid for it earns points."""
    lasts = IntegerField(null=True)
    """Days until one piece is used up, for reminders."""
    sold = IntegerField(default=0)
    """Pieces sold less those returned; follows from the sales and is proved by the audit."""


class GoodKey(Table):
    """Beginnings by which a good is found; see domain.names."""

    key = TextField()
    good = ForeignKeyField(Good, index=False)

    class Meta:
        primary_key = CompositeKey("key", "good")
        without_rowid = True
        indexes = ((("good", "key"), False),)


class Gift(Table):
    """What stands on the gift shelf: exchanged for points."""

    name = TextField()
    points = IntegerField(constraints=[Check("points > 0")])
    active = FlagField(default=True)


class CouponTemplate(Table):
    """Never changed once a coupon was issued: other terms are another template."""

    name = TextField()
    terms = TextField()
    """domain.coupon_terms.CouponTerms, as services.stored writes it."""
    active = FlagField(default=True)
    """False: none is issued any more; those in hand are honoured."""


class Sale(Table):
    """Money received for goods; a refund is a sale that mirrors some or all of the original with
    opposite sign, a void one that mirrors all of it."""

    operation = ForeignKeyField(Operation, unique=True)
    member = ForeignKeyField(Member, null=True, index=False)
    day = DayField()
    reverses = ForeignKeyField("self", null=True, index=False)
    completes = FlagField(default=False)
    """On a refund: nothing of the original is left. There is one at most: an index sees to it."""
    replaces = ForeignKeyField("self", null=True, index=False)
    """The voided sale that this one repeats for the right member."""
    gross = MoneyField()
    """Sum of the lines."""
    paid = MoneyField()
    """Gross less discounts; sum of the payments."""

    class Meta:
        indexes = ((("day",), False),)


Sale.add_index(
    Sale.index(  # all that tiers ask of everybody's sales
        Sale.member, Sale.day, Sale.operation, Sale.reverses, Sale.paid, name="sale_member_id_day"
    )
)
Sale.add_index(Sale.index(Sale.reverses).where(Sale.reverses.is_null(False)))
Sale.add_index(Sale.index(Sale.reverses, unique=True, name="sale_completed").where(
    Sale.completes == 1))  # fmt: skip
Sale.add_index(Sale.index(Sale.replaces, unique=True).where(Sale.replaces.is_null(False)))


class SaleLine(Table):
    """A line of a refund has the position of the line it mirrors."""

    sale = ForeignKeyField(Sale, index=False)
    position = IntegerField()
    good = ForeignKeyField(Good, null=True, index=False)
    gift = ForeignKeyField(Gift, null=True, index=False)
    name = TextField()
    category = TextField(default="")
    quantity = IntegerField()
    list_price = MoneyField(null=True)
    """What one piece costs by the list; none for an amount typed by hand."""
    unit_price = MoneyField()
    amount = MoneyField()
    paid = MoneyField()
    """The amount less this line's share of every discount."""
    earned = IntegerField(default=0)
    """This line's share of the points, as granted."""
    stamps = IntegerField(default=0)
    """The stamps it brought."""

    class Meta:
        primary_key = CompositeKey("sale", "position")
        without_rowid = True


class Payment(Table):
    sale = ForeignKeyField(Sale, index=False)
    tender = ChoiceField(Tender)
    amount = MoneyField()
    received = MoneyField()
    """What was handed over: cash less the change is the amount."""

    class Meta:
        primary_key = CompositeKey("sale", "tender")
        without_rowid = True


class Coupon(Table):
    """One code, one holder. `used_by` is the live sale that has it: set by one conditional
    write."""

    code = TextField(unique=True)
    template = ForeignKeyField(CouponTemplate, index=False)
    member = ForeignKeyField(Member, null=True)
    """None: printed, and whoever brings it may use it."""
    operation = ForeignKeyField(Operation)
    """The issue it belongs to: a batch is all coupons of one operation."""
    issued = DayField()
    starts = DayField()
    lapses = DayField()
    """Its last day; a refund may give days of grace."""
    occasion = TextField(null=True)
    """What it was given for by rule, once: the birthday of a year."""
    used_by = ForeignKeyField(Sale, null=True, index=False)
    withdrawn = ForeignKeyField(Operation, null=True, index=False)
    """Taken back by this operation, unused."""

    class Meta:
        indexes = ((("lapses",), False), (("template", "member"), False))


Coupon.add_index(Coupon.index(Coupon.member, Coupon.occasion, unique=True).where(
    Coupon.occasion.is_null(False)))  # fmt: skip


class IssueBatch(Table):
    """One issue of many coupons at a time; the coupons are those of its operation."""

    operation = ForeignKeyField(Operation, unique=True)
    template = ForeignKeyField(CouponTemplate, index=False)
    audience = TextField()
    """Whom it went to, in the owner's words; empty: printed for whoever brings it."""


class SaleDiscount(Table):
    sale = ForeignKeyField(Sale, index=False)
    position = IntegerField()
    """On a refund the same position as the discount it mirrors."""
    kind = ChoiceField(Discount)
    coupon = ForeignKeyField(Coupon, null=True, index=False)
    cost = IntegerField(default=0)
    """Points, or the stamps of a free piece, that were used for it."""
    amount = MoneyField()
    reason = TextField(default="")
    """Why the operator took something off a line."""

    class Meta:
        primary_key = CompositeKey("sale", "position")
        without_rowid = True


SaleDiscount.add_index(SaleDiscount.index(SaleDiscount.coupon).where(
    SaleDiscount.coupon.is_null(False)))  # fmt: skip


class SaleShare(Table):
    """What part of a discount falls on a line: a refund mirrors these, it never runs the rules
    again."""

    sale = ForeignKeyField(Sale, index=False)
    discount = IntegerField()
    line = IntegerField()
    amount = MoneyField()
    cost = IntegerField()

    class Meta:
        primary_key = CompositeKey("sale", "discount", "line")
        without_rowid = True


class LedgerEntry(Table):
    """A line of what the shop owes a member; only `database.ledger` writes it."""

    operation = ForeignKeyField(Operation)
    member = ForeignKeyField(Member, index=False)
    unit = ChoiceField(Unit)
    kind = ChoiceField(Entry)
    change = IntegerField()
    lot = IntegerField()
    """The entry that granted what this one adds to or takes from; a grant names itself."""
    lapses = DayField(null=True)
    """On grants alone: the last day of use, fixed for ever."""
    reverses = ForeignKeyField("self", null=True, index=False)
    digest = BlobField()
    """SHA-256 over this line and the digest of the one before."""

    class Meta:
        indexes = ((("member", "unit"), False),)


LedgerEntry.add_index(LedgerEntry.index(LedgerEntry.reverses).where(
    LedgerEntry.reverses.is_null(False)))  # fmt: skip
LedgerEntry.add_index(LedgerEntry.index(LedgerEntry.lapses).where(
    LedgerEntry.lapses.is_null(False)))  # fmt: skip


class Prepayment(Table):
    """Money received for stored value, or given back of it; a void mirrors all of it with opposite
    sign."""

    operation = ForeignKeyField(Operation)
    """Of a sale, if its change was kept."""
    member = ForeignKeyField(Member)
    day = DayField(index=True)
    kind = ChoiceField(Prepaid)
    paid = MoneyField()
    """Sum of the tenders; below zero for what was given back."""
    bonus = MoneyField(default=0)
    """What the shop added at once."""
    earned = IntegerField(default=0)
    """Points."""
    principal_lot = ForeignKeyField(LedgerEntry, null=True, index=False)
    bonus_lot = ForeignKeyField(LedgerEntry, null=True, index=False)
    reverses = ForeignKeyField("self", null=True, index=False)


Prepayment.add_index(Prepayment.index(Prepayment.reverses, unique=True).where(
    Prepayment.reverses.is_null(False)))  # fmt: skip


class PrepaymentTender(Table):
    prepayment = ForeignKeyField(Prepayment, index=False)
    tender = ChoiceField(Tender)
    amount = MoneyField()
    received = MoneyField()
    """What was handed over: cash less the change is the amount."""

    class Meta:
        primary_key = CompositeKey("prepayment", "tender")
        without_rowid = True


class BonusInstalment(Table):
    """A part of a bonus that comes on a later day."""

    top_up = ForeignKeyField(Prepayment, index=False)
    number = IntegerField()
    day = DayField()
    amount = MoneyField(constraints=[Check("amount > 0")])
    lot = ForeignKeyField(LedgerEntry, null=True, index=False)
    """None: it has not come."""
    ended = ForeignKeyField(Operation, null=True, index=False)
    """It never comes: the top-up was voided or paid out."""

    class Meta:
        primary_key = CompositeKey("top_up", "number")
        without_rowid = True


BonusInstalment.add_index(BonusInstalment.index(BonusInstalment.day).where(
    BonusInstalment.lot.is_null() & BonusInstalment.ended.is_null()))  # fmt: skip


class PayoutPart(Table):
    """What a payout took of one top-up, and how much of it was returned in money."""

    payout = ForeignKeyField(Prepayment, index=False)
    top_up = ForeignKeyField(Prepayment)
    principal = MoneyField()
    bonus = MoneyField()
    returned = MoneyField()

    class Meta:
        primary_key = CompositeKey("payout", "top_up")
        without_rowid = True


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


class PrintedCard(Table):
    """A numbered member card; at its first scan it is bound to a member for good."""

    code = TextField(unique=True)
    number = IntegerField(unique=True)
    operation = ForeignKeyField(Operation, index=False)
    member = ForeignKeyField(Member, null=True)
    bound = ForeignKeyField(Operation, null=True, index=False)


class CodeKey(Table):
    """What the codes on members' pages are proved with; the newest is in force."""

    epoch = AutoField()
    secret = BlobField()


class MemberLink(Table):
    """The private address of a member's own page; the address itself is kept nowhere."""

    member = ForeignKeyField(Member)
    operation = ForeignKeyField(Operation, index=False)
    digest = BlobField(unique=True)
    """SHA-256 of the token in the address."""


class ShownCode(Table):
    """A rotating code that was scanned, and for which sale: it serves for one."""

    member = ForeignKeyField(Member, index=False)
    step = IntegerField()
    request = TextField()

    class Meta:
        primary_key = CompositeKey("member", "step")
        without_rowid = True


class Ballot(Table):
    """One question to all members: which of these do you want?"""

    operation = ForeignKeyField(Operation, index=False)
    title = TextField()
    last = DayField()
    """The last day of voting."""
    closed = ForeignKeyField(Operation, null=True, index=False)
    """Closed by hand before that."""


class Candidate(Table):
    ballot = ForeignKeyField(Ballot)
    name = TextField()
    picture = BlobField(null=True)
    """A JPEG, drawn anew by the program that took it in."""


class Vote(Table):
    """One member, one vote; it can be changed until the ballot is over."""

    ballot = ForeignKeyField(Ballot, index=False)
    member = ForeignKeyField(Member, index=False)
    candidate = ForeignKeyField(Candidate)

    class Meta:
        primary_key = CompositeKey("ballot", "member")
        without_rowid = True


class ParkedSale(Table):
    """A basket put aside; it holds no points and no coupon, and is deleted when it is taken up."""

    at = InstantField()
    staff = ForeignKeyField(StaffMember, null=True, index=False)
    member = ForeignKeyField(Member, null=True, index=False)
    body = TextField()


class Closure(Table):
    """A holiday that was noticed: from its first to its last day nobody came."""

    first = DayField(primary_key=True)
    last = DayField()


class GapSum(Table):
    """What is remembered of a member's gaps, as domain.gap_sums has it; follows from her sales
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


class MemberMerge(Table):
    """Two records of one person became one; `undone` made them two again."""

    operation = ForeignKeyField(Operation, unique=True)
    kept = ForeignKeyField(Member)
    gone = ForeignKeyField(Member)
    before = TextField()
    """What undoing needs, as services.merging writes it; blanked when the day is over."""
    undone = ForeignKeyField(Operation, null=True, index=False)


class MergedMember(Table):
    """A record that was merged names nobody any more; its codes lead to the one that was kept."""

    member = ForeignKeyField(Member, primary_key=True)
    into = ForeignKeyField(Member)


class ToldApart(Table):
    """Two records that look like one person and are not, the older one first."""

    first = ForeignKeyField(Member, index=False)
    second = ForeignKeyField(Member, index=False)
    operation = ForeignKeyField(Operation, index=False)

    class Meta:
        primary_key = CompositeKey("first", "second")
        without_rowid = True


class Restoration(Table):
    """A backup took the shop's place: written into the backup itself, for ever."""

    operation = ForeignKeyField(Operation, unique=True)
    digest = TextField()
    """SHA-256 of the file that was restored."""
    as_of = InstantField()
    """When the newest thing in it was done."""
    replaced = InstantField(null=True)
    """When the newest thing in what it replaced was done; None: nothing that could be opened."""
    kept = TextField()
    """The name of the backup of what it replaced."""


class MemberImport(Table):
    """A list of members that came in from a file, all at once."""

    operation = ForeignKeyField(Operation, unique=True)
    file = TextField()
    """Its name, without the folder."""
    digest = TextField(index=True)
    """SHA-256 of its bytes: the same file is known again."""
    undone = ForeignKeyField(Operation, null=True, index=False)


class ImportedMember(Table):
    """What a list brought: a new member, or facts of one who was there."""

    batch = ForeignKeyField(MemberImport, index=False)
    member = ForeignKeyField(Member)
    is_new = FlagField()
    before = TextField()
    """What undoing needs, as services.bringing.undoing writes it; it names nobody."""

    class Meta:
        primary_key = CompositeKey("batch", "member")
        without_rowid = True


class SheetShape(Table):
    """What the columns of a sheet are, as the owner once said; known again by its headings."""

    shape = TextField(primary_key=True)
    """See domain.headings.shape_of."""
    columns = TextField()

    class Meta:
        without_rowid = True


class DrawerCount(Table):
    """What was found in the drawer, by whom, and what stays in it: at a hand-over or a day's end.

    What is expected is `opening` + `cash`; the next count goes on from `stays`.
    """

    operation = ForeignKeyField(Operation, unique=True)
    to_staff = ForeignKeyField(StaffMember, null=True, index=False)
    """Who takes the drawer over; None: the day's end."""
    opening = MoneyField()
    cash = MoneyField()
    """Taken less given back in cash since the count before."""
    counted = MoneyField(constraints=[Check("counted >= 0")])
    stays = MoneyField(constraints=[Check("stays >= 0"), Check("stays <= counted")])


class DrawerPiece(Table):
    """So many notes or coins of one value; none, if only the sum was told."""

    count = ForeignKeyField(DrawerCount, index=False)
    value = MoneyField()
    pieces = IntegerField(constraints=[Check("pieces > 0")])

    class Meta:
        primary_key = CompositeKey("count", "value")
        without_rowid = True


class CountReason(Table):
    """Why a count differs from what was expected, if it does by more than the owner's line."""

    count = ForeignKeyField(DrawerCount, primary_key=True)
    text = TextField()


class DayClose(Table):
    """A business day that changes no more, and what its rows come to."""

    operation = ForeignKeyField(Operation, index=False)
    day = DayField(unique=True)
    count = ForeignKeyField(DrawerCount, null=True, index=False)
    """None: nobody counted; the drawer goes on as it was."""
    sales = IntegerField()
    refunds = IntegerField()
    voids = IntegerField()
    gross = MoneyField()
    paid = MoneyField()
    points_given = IntegerField()
    points_used = IntegerField()
    coupons_given = IntegerField()
    coupons_used = IntegerField()
    joined = IntegerField()
    ledger_line = IntegerField()
    """The ledger's last line; 0: it has none."""
    ledger_head = BlobField()


class ClosedTender(Table):
    close = ForeignKeyField(DayClose, index=False)
    tender = ChoiceField(Tender)
    amount = MoneyField()

    class Meta:
        primary_key = CompositeKey("close", "tender")
        without_rowid = True


class ClosedPrepayment(Table):
    """What came in for stored value on the day, less what went back."""

    close = ForeignKeyField(DayClose, index=False)
    tender = ChoiceField(Tender)
    amount = MoneyField()

    class Meta:
        primary_key = CompositeKey("close", "tender")
        without_rowid = True


class ClosedCategory(Table):
    close = ForeignKeyField(DayClose, index=False)
    category = TextField()
    quantity = IntegerField()
    paid = MoneyField()

    class Meta:
        primary_key = CompositeKey("close", "category")
        without_rowid = True


class ClosedSale(Table):
    """The digest of a sale with all its rows, as they were when its day was closed."""

    close = ForeignKeyField(DayClose, index=False)
    sale = ForeignKeyField(Sale, index=False)
    digest = BlobField()

    class Meta:
        primary_key = CompositeKey("close", "sale")
        without_rowid = True


class DaySeal(Table):
    close = ForeignKeyField(DayClose, primary_key=True)
    digest = BlobField()
    """SHA-256 over the close, the day's sales, and the digest of the close before."""


TABLES: tuple[type[Table], ...] = (
    DoubtfulOperation, DrawerCount, DrawerPiece, CountReason, DayClose, ClosedTender,
    ClosedCategory, ClosedSale, DaySeal, MemberMerge, MergedMember, ToldApart,
    Restoration, MemberImport, ImportedMember, SheetShape,
    CodeKey, MemberLink, ShownCode, Ballot, Candidate, Vote,
    StaffMember, Operation, Approval, Trace, Recovery,
    TermsVersion, Member, MemberKey, Consent, ConsentText, Tag, MemberTag,
    FriendCode, Referral, SignUp, Good, GoodKey, Gift, TierStanding,
    CouponTemplate, Sale, SaleLine, Payment, Coupon, IssueBatch, SaleDiscount, SaleShare,
    LedgerEntry, Prepayment, PrepaymentTender, BonusInstalment, PayoutPart, ClosedPrepayment,
    Touch, Listed, CareGuest, CareDone, PrintedCard, ParkedSale, Closure, GapSum,
    GapModel, Forecast,
)  # fmt: skip

APPEND_ONLY: tuple[type[Table], ...] = (
    Restoration,
    Operation, TermsVersion, Consent, ConsentText, Sale, SaleLine, Payment, SaleDiscount,
    SaleShare, IssueBatch, LedgerEntry, Touch, CareDone, DoubtfulOperation, DrawerCount,
    DrawerPiece, CountReason, DayClose, ClosedTender, ClosedCategory, ClosedSale, DaySeal,
    Prepayment, PrepaymentTender, PayoutPart, ClosedPrepayment, Approval, Trace,
)  # fmt: skip
"""Nothing in these is ever changed or deleted: triggers refuse it. Only a touch's note may
be blanked."""


CHANGES_HANDS: tuple[type[Table], ...] = (Consent, Sale, Touch, Prepayment)
"""Of these a row may become another member's, if both records were merged."""


def triggers(table: type[Model]) -> list[str]:
    """The statements that make a table append-only."""
    meta: Any = table._meta
    name = meta.table_name
    free = {Touch.note.column_name} if table is Touch else set()
    if table in CHANGES_HANDS:
        free.add("member_id")
    update = "UPDATE"
    if free:
        update += f" OF {', '.join(one for one in meta.columns if one not in free)}"
    refused = f"BEGIN SELECT RAISE(ABORT, '{name} only grows'); END"
    closed = _CLOSED_DAYS.get(table)
    made = [
        f"CREATE TRIGGER {name}_keeps_{verb} BEFORE {event} ON {name} {refused}"
        for verb, event in (("update", update), ("delete", "DELETE"))
    ]
    if table in CHANGES_HANDS:
        made.append(
            f"CREATE TRIGGER {name}_keeps_member BEFORE UPDATE OF member_id ON {name} "
            f"WHEN NOT EXISTS (SELECT 1 FROM member_merge WHERE {_WERE_MERGED}) {refused}"
        )
    if closed is not None:
        made.append(
            f"CREATE TRIGGER {name}_keeps_closed BEFORE INSERT ON {name} "
            f"WHEN {closed} <= (SELECT MAX(day) FROM day_close) "
            f"AND {closed} >= (SELECT MIN(day) FROM day_close) "
            f"BEGIN SELECT RAISE(ABORT, '{name} only grows: the day is closed'); END"
        )
    return made


_OF_ITS_SALE = "(SELECT day FROM sale WHERE id = NEW.sale_id)"
_CLOSED_DAYS: dict[type[Model], str] = {
    Operation: "NEW.day",
    Sale: "NEW.day",
    SaleLine: _OF_ITS_SALE,
    Payment: _OF_ITS_SALE,
    SaleDiscount: _OF_ITS_SALE,
    SaleShare: _OF_ITS_SALE,
    LedgerEntry: "(SELECT day FROM operation WHERE id = NEW.operation_id)",
    Prepayment: "NEW.day",
    PrepaymentTender: "(SELECT day FROM prepayment WHERE id = NEW.prepayment_id)",
}
"""Nothing is added to a closed day: by which day a new row is told."""


_WERE_MERGED = (
    "(gone_id = OLD.member_id AND kept_id = NEW.member_id) "
    "OR (kept_id = OLD.member_id AND gone_id = NEW.member_id)"
)
