"""Members and what is known of them."""

from peewee import SQL, CompositeKey, ForeignKeyField, IntegerField, TextField

from shopfans.database.fields import ChoiceField, DayField, FlagField, InstantField, MoneyField
from shopfans.database.models.operations import Operation
from shopfans.database.models.table import Table
from shopfans.domain.kinds import Purpose


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
    note = TextField(default="")
    """In the staff's own words; blanked when she is forgotten."""


Member.add_index(Member.index(Member.birth_month, Member.birth_day).where(
    Member.birth_month.is_null(False)))  # fmt: skip

Member.add_index(Member.index(Member.joined, name="member_newcomer").where(Member.visits == 0))


class TierStanding(Table):
    """How a member stands who has or had a tier: follows from her sales and the owner's rules, and
    is proved by the audit."""

    member = ForeignKeyField(Member, primary_key=True)
    tier = IntegerField(null=True)
    """Its key in the rule; None: none any more."""
    since = DayField()
    until = DayField(null=True, index=True)


class MemberKey(Table):
    """Beginnings of her name by which a member is found; see domain.names.

    They are made of it as an index is, and no row of a member ever goes: the audit proves that each
    is somebody's. Proved one by one as they are stored, those of a list took twice as long.
    """

    key = TextField()
    member = IntegerField(column_name="member_id")

    class Meta:
        primary_key = CompositeKey("key", "member")
        without_rowid = True
        indexes = ((("member", "key"), False),)


class MemberNumber(Table):
    """Her phone number as people in the shop's country type it: she is found by any piece of it
    but what begins among its last three digits."""

    member = ForeignKeyField(Member, primary_key=True)
    digits = TextField(index=True)


NUMBER_ENDS = range(4, 13)
"""How many digits stand from where a piece may begin to the end; what is longer is only found from
its first digit on. An index for each takes a tenth of the time of a key for each."""

for _length in NUMBER_ENDS:
    MemberNumber.add_index(SQL(
        f'CREATE INDEX "member_number_end_{_length}" ON "member_number" '
        f"(substr(digits, -{_length})) WHERE length(digits) > {_length}"
    ))  # fmt: skip


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
