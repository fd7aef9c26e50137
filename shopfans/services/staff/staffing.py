"""Who works here: signing in, and what the owner changes about them."""

from datetime import datetime
from typing import NamedTuple

from shopfans.database.models import StaffMember
from shopfans.database.operations import Done, begin, new_request, note
from shopfans.database.shop import Shop
from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import LastOwner, NameTaken, UnknownStaff
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Role, Staff, require
from shopfans.domain.terms import Terms
from shopfans.domain.topics import Topic
from shopfans.services import settings
from shopfans.services.staff import pins


class Person(NamedTuple):
    """Somebody who works here, or did."""

    id: int
    name: str
    role: Role
    is_locked: bool
    """Her PIN was wrong too often: she needs a new one."""
    left_at: datetime | None


def staff(shop: Shop) -> list[Staff]:
    """Everybody who can sign in, the owner first."""
    return [Staff(one.id, one.name, one.role) for one in people(shop) if one.left_at is None]


def people(shop: Shop) -> list[Person]:
    """Everybody who ever worked here: the owners first, who left at the end."""
    with shop.reading():
        rows = list(StaffMember.select())
    found = [
        Person(
            one.id, one.name, one.role,
            one.failures >= pins.MOST_TRIES and one.role is not Role.OWNER, one.left_at,
        )
        for one in rows
    ]  # fmt: skip
    return sorted(
        found, key=lambda one: (one.left_at is not None, one.role is not Role.OWNER, one.id)
    )


def sign_in(shop: Shop, *, staff_id: int, pin: str) -> Staff:
    """The operator with this PIN; it is written to the log. Raises what pins.verify raises."""
    one = pins.verify(shop, staff_id, pin)
    terms = settings.load(shop)
    with shop.changing(Topic.STAFF):
        begin(shop, Act.SIGN_IN, terms=terms, by=one, request=new_request(), asked=())
    return one


def add_staff(shop: Shop, *, by: Staff, name: str, role: Role, pin: str, request: str) -> None:
    """One more person who can sign in. Raises WeakPin, NameTaken or what tidy_name raises."""
    require(by, Right.KEEP_STAFF)
    name, pin_hash = tidy_name(name), pins.hash_pin(pin, role)
    terms = settings.load(shop)
    with shop.changing(Topic.STAFF):
        done = begin(shop, Act.ADD_STAFF, terms=terms, by=by, request=request, asked=(name, role))
        if done.is_new:
            note(done, staff=write(done, name, role, pin_hash), said={"role": role.value})


def change_role(
    shop: Shop, *, by: Staff, staff_id: int, role: Role, pin: str = "", request: str
) -> None:
    """Another role, and a new PIN where one is given; who becomes an owner needs one of an owner's
    length.

    Raises WeakPin, LastOwner or UnknownStaff.
    """
    require(by, Right.KEEP_STAFF)
    terms = settings.load(shop)
    with shop.changing(Topic.STAFF):
        asked = (staff_id, role)
        done = _begin_change(shop, terms, by, request, asked)
        if not done.is_new:
            return
        one = _worker(staff_id)
        changes: dict[str, object] = {"role": role}
        if pin or (role is Role.OWNER and one.role is not Role.OWNER):
            changes |= _new_pin(pin, role)
        if role is not Role.OWNER:
            _keep_an_owner(one)
        StaffMember.update(**changes).where(StaffMember.id == staff_id).execute()
        note(done, staff=staff_id, said={"was": one.role.value, "role": role.value})


def reset_pin(shop: Shop, *, by: Staff, staff_id: int, pin: str, request: str) -> None:
    """A new PIN for somebody who forgot hers or whose own is locked. Raises WeakPin or
    UnknownStaff."""
    require(by, Right.KEEP_STAFF)
    terms = settings.load(shop)
    with shop.changing(Topic.STAFF):
        done = _begin_change(shop, terms, by, request, ("new pin", staff_id))
        if done.is_new:
            new = _new_pin(pin, _worker(staff_id).role)
            StaffMember.update(**new).where(StaffMember.id == staff_id).execute()
            note(done, staff=staff_id, said={"pin": 1})


def change_pin(shop: Shop, *, by: Staff, old: str, new: str, request: str) -> None:
    """A new PIN for oneself. Raises WeakPin, or what pins.verify raises about the old one."""
    one = pins.verify(shop, by.id or 0, old, at_desk_of=by)
    terms, changes = settings.load(shop), _new_pin(new, one.role)
    with shop.changing(Topic.STAFF):
        done = begin(shop, Act.CHANGE_PIN, terms=terms, by=by, request=request, asked=by.id)
        if done.is_new:
            StaffMember.update(**changes).where(StaffMember.id == by.id).execute()


def let_go(shop: Shop, *, by: Staff, staff_id: int, request: str) -> None:
    """She cannot sign in any more; what she did stays in the books under her name.

    Raises LastOwner or UnknownStaff.
    """
    require(by, Right.KEEP_STAFF)
    terms = settings.load(shop)
    with shop.changing(Topic.STAFF):
        done = _begin_change(shop, terms, by, request, ("goes", staff_id))
        if done.is_new:
            _keep_an_owner(_worker(staff_id))
            StaffMember.update(left_at=done.at).where(StaffMember.id == staff_id).execute()
            note(done, staff=staff_id, said={"left": 1})


def take_back(shop: Shop, *, by: Staff, staff_id: int, pin: str, request: str) -> None:
    """Who left works here again, with a new PIN. Raises WeakPin or UnknownStaff."""
    require(by, Right.KEEP_STAFF)
    terms = settings.load(shop)
    with shop.changing(Topic.STAFF):
        done = _begin_change(shop, terms, by, request, ("back", staff_id))
        if done.is_new:
            new = _new_pin(pin, _person(staff_id).role)
            StaffMember.update(left_at=None, **new).where(StaffMember.id == staff_id).execute()
            note(done, staff=staff_id, said={"left": 0})


def write(_done: Done, name: str, role: Role, pin_hash: str) -> int:
    """Store a person as part of another command."""
    if StaffMember.select().where(StaffMember.name == name).exists():
        raise NameTaken(name)
    return int(StaffMember.insert(name=name, role=role, pin_hash=pin_hash).execute())


def _begin_change(shop: Shop, terms: Terms, by: Staff, request: str, asked: object) -> Done:
    return begin(shop, Act.CHANGE_STAFF, terms=terms, by=by, request=request, asked=asked)


def _new_pin(pin: str, role: Role) -> dict[str, object]:
    return {"pin_hash": pins.hash_pin(pin, role), "failures": 0, "failed_at": None}


def _person(staff_id: int) -> StaffMember:
    one: StaffMember | None = StaffMember.get_or_none(StaffMember.id == staff_id)
    if one is None:
        raise UnknownStaff()
    return one


def _worker(staff_id: int) -> StaffMember:
    one = _person(staff_id)
    if one.left_at is not None:
        raise UnknownStaff()
    return one


def _keep_an_owner(leaving: StaffMember) -> None:
    others = StaffMember.select().where(
        (StaffMember.role == Role.OWNER)
        & StaffMember.left_at.is_null(True)
        & (StaffMember.id != leaving.id)
    )
    if leaving.role is Role.OWNER and not others.exists():
        raise LastOwner()
