"""The recovery sheet: one code, once, lets the owner choose a new PIN."""

import secrets

from shopfans.database.models import Recovery, StaffMember
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.errors import UnknownStaff, WrongRecoveryCode
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Role, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.staff import pins

DIGITS = 20
"""66 bits: nobody guesses it, not even with the file at hand; and any keyboard types digits."""
_GROUP = 4


def new_code(shop: Shop, *, by: Staff, request: str) -> str:
    """The code of a new sheet, in groups of four; the one before is good for nothing from now on.

    It is kept as a hash alone: nobody can read it again.
    """
    require(by, Right.KEEP_STAFF)
    terms, code = settings.load(shop), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    code_hash = pins.hashed(code)
    with shop.changing(Topic.STAFF):
        done = begin(shop, Act.RECOVERY, terms=terms, by=by, request=request, asked=())
        if done.is_new:
            Recovery.delete().execute()
            Recovery.insert(operation=done.id, code_hash=code_hash).execute()
    return " ".join(code[place : place + _GROUP] for place in range(0, DIGITS, _GROUP))


def has_sheet(shop: Shop) -> bool:
    """Whether a sheet was printed and not used."""
    with shop.reading():
        return bool(Recovery.select().exists())


def recover(shop: Shop, *, staff_id: int, code: str, pin: str, request: str) -> Staff:
    """The owner with her new PIN, signed in; the code is used up.

    Raises WrongRecoveryCode, UnknownStaff if she is no owner, or WeakPin.
    """
    pin_hash = pins.hash_pin(pin, Role.OWNER)
    terms, typed = settings.load(shop), "".join(code.split())
    with shop.reading():
        kept = Recovery.select().first()
    is_right = pins.matches(kept.code_hash if kept else pins.nobodys(), typed)
    if kept is None or not is_right:
        raise WrongRecoveryCode()
    with shop.changing(Topic.STAFF):
        one = StaffMember.get_or_none(
            (StaffMember.id == staff_id) & (StaffMember.role == Role.OWNER)
        )
        if one is None:
            raise UnknownStaff()
        owner = Staff(one.id, one.name, one.role)
        if not Recovery.delete().where(Recovery.operation == kept.operation_id).execute():
            raise WrongRecoveryCode()  # somebody used it this very moment
        begin(shop, Act.RECOVER, terms=terms, by=owner, request=request, asked=staff_id)
        StaffMember.update(pin_hash=pin_hash, failures=0, failed_at=None, left_at=None).where(
            StaffMember.id == staff_id
        ).execute()
    return owner
