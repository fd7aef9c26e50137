"""The tables. Money is whole fen; a `day` is the shop's own business day, fixed when it happens."""

from typing import Any

from peewee import (
    BlobField,
    Check,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.fields import ChoiceField, DayField, FlagField, InstantField, MoneyField
from shopfans.domain.kinds import Act, Discount, Entry, Purpose, Reason, Unit
from shopfans.domain.roles import Role
from shopfans.domain.sales import Tender


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


class TermsVersion(Table):
    operation = ForeignKeyField(Operation, index=False)
    body = TextField()

    class Meta:
        table_name = "terms"


class Member(Table):
    """A person enrolled. The last six columns follow from her sales and are proved by the audit."""

    code = TextField(unique=True)
    foreign_id = TextField(null=True, unique=True)
    """Her key in the program her history was imported from."""
    name = TextField()
    phone = TextField(null=True, unique=True)
    birth_month = IntegerField(null=True)
    birth_day = IntegerField(null=True)
    birth_year = IntegerField(null=True)
    joined = DayField(index=True)
    operation = ForeignKeyField(Operation, index=False)
    erased = FlagField(default=False)
    visits = IntegerField(default=0)
    spent = MoneyField(default=0)
    last_visit = DayField(null=True, index=True)
    usual_gap = IntegerField(null=True)
    due = DayField(null=True)
    gone = DayField(null=True)


Member.add_index(Member.index(Member.birth_month, Member.birth_day).where(
    Member.birth_month.is_null(False)))  # fmt: skip
Member.add_index(Member.index(Member.due, Member.gone).where(Member.due.is_null(False)))


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


class SignUp(Table):
    """A form a phone has sent and nobody has dealt with yet; afterwards the row is deleted."""

    request = TextField(unique=True)
    at = InstantField()
    name = TextField()
    phone = TextField()
    birth_month = IntegerField(null=True)
    birth_day = IntegerField(null=True)
    birth_year = IntegerField(null=True)
    wants_messages = FlagField()
    text_version = IntegerField()


class Good(Table):
    name = TextField()
    category = TextField(default="")
    price = MoneyField(constraints=[Check("price > 0")])
    active = FlagField(default=True)


class CouponTemplate(Table):
    name = TextField()
    off = MoneyField(constraints=[Check("off > 0")])
    minimum = MoneyField(default=0)
    days_valid = IntegerField()
    active = FlagField(default=True)


class Sale(Table):
    """Money received for goods; a void is a sale that mirrors the original with opposite sign."""

    operation = ForeignKeyField(Operation, unique=True)
    member = ForeignKeyField(Member, null=True, index=False)
    day = DayField()
    reverses = ForeignKeyField("self", null=True, index=False)
    gross = MoneyField()
    """Sum of the lines."""
    paid = MoneyField()
    """Gross less discounts; sum of the payments."""

    class Meta:
        indexes = ((("member", "day"), False), (("day",), False))


Sale.add_index(Sale.index(Sale.reverses, unique=True).where(
    Sale.reverses.is_null(False)))  # fmt: skip


class SaleLine(Table):
    sale = ForeignKeyField(Sale, index=False)
    position = IntegerField()
    good = ForeignKeyField(Good, null=True, index=False)
    name = TextField()
    quantity = IntegerField()
    unit_price = MoneyField()
    amount = MoneyField()

    class Meta:
        primary_key = CompositeKey("sale", "position")
        without_rowid = True


class Payment(Table):
    sale = ForeignKeyField(Sale, index=False)
    tender = ChoiceField(Tender)
    amount = MoneyField()

    class Meta:
        primary_key = CompositeKey("sale", "tender")
        without_rowid = True


class Coupon(Table):
    """One code, one holder. `used_by` is the live sale that has it: set by one conditional
    write."""

    code = TextField(unique=True)
    template = ForeignKeyField(CouponTemplate, index=False)
    member = ForeignKeyField(Member)
    operation = ForeignKeyField(Operation, index=False)
    off = MoneyField()
    minimum = MoneyField()
    issued = DayField()
    lapses = DayField()
    used_by = ForeignKeyField(Sale, null=True, index=False)

    class Meta:
        indexes = ((("lapses",), False),)


class SaleDiscount(Table):
    sale = ForeignKeyField(Sale, index=False)
    position = IntegerField()
    kind = ChoiceField(Discount)
    coupon = ForeignKeyField(Coupon, null=True, index=False)
    points = IntegerField(default=0)
    amount = MoneyField()

    class Meta:
        primary_key = CompositeKey("sale", "position")
        without_rowid = True


SaleDiscount.add_index(SaleDiscount.index(SaleDiscount.coupon).where(
    SaleDiscount.coupon.is_null(False)))  # fmt: skip


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


LedgerEntry.add_index(LedgerEntry.index(LedgerEntry.reverses, unique=True).where(
    LedgerEntry.reverses.is_null(False)))  # fmt: skip
LedgerEntry.add_index(LedgerEntry.index(LedgerEntry.lapses).where(
    LedgerEntry.lapses.is_null(False)))  # fmt: skip


class Touch(Table):
    """Staff dealt with a line of Today's list: once for each reason and occasion."""

    operation = ForeignKeyField(Operation, index=False)
    member = ForeignKeyField(Member, index=False)
    reason = ChoiceField(Reason)
    occasion = TextField()
    """What made it due: the day of the birthday, the coupon's code, the last visit."""
    note = TextField(default="")
    """In the operator's own words; blanked when she is forgotten."""

    class Meta:
        indexes = ((("member", "reason", "occasion"), True),)


TABLES: tuple[type[Table], ...] = (
    StaffMember, Operation, TermsVersion, Member, MemberKey, Consent, SignUp, Good, CouponTemplate,
    Sale, SaleLine, Payment, Coupon, SaleDiscount, LedgerEntry, Touch,
)  # fmt: skip

APPEND_ONLY: tuple[type[Table], ...] = (
    Operation, TermsVersion, Consent, Sale, SaleLine, Payment, SaleDiscount, LedgerEntry, Touch,
)  # fmt: skip
"""Nothing in these is ever changed or deleted: triggers refuse it. Only a touch's note may
be blanked."""


def triggers(table: type[Model]) -> list[str]:
    """The statements that make a table append-only."""
    meta: Any = table._meta
    name, update = meta.table_name, "UPDATE"
    if table is Touch:
        update += f" OF {', '.join(one for one in meta.columns if one != Touch.note.column_name)}"
    return [
        f"CREATE TRIGGER {name}_keeps_{verb} BEFORE {event} ON {name} "
        f"BEGIN SELECT RAISE(ABORT, '{name} only grows'); END"
        for verb, event in (("update", update), ("delete", "DELETE"))
    ]
