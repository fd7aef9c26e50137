"""What was done about a line of Today's list goes into the books."""

from datetime import date

from shopfans.database.operations import new_request
from shopfans.domain.sections import Section
from shopfans.domain.touches import TouchKind
from shopfans.services.reminders import caring, touching
from shopfans.services.reminders.reminding import Reminder
from ui.desk import Desk


def note(desk: Desk, line: Reminder, kind: TouchKind, *, words: str, until: date) -> None:
    """A moment of care that is done takes the gift the owner planned with it; anything else is a
    touch. `until` is the day to which the line would be put off.

    Raises what caring.keep and touching.touch raise.
    """
    if kind is TouchKind.DONE and line.reason is Section.CARE.reasons[0]:
        caring.keep_as_planned(
            desk.shop, by=desk.by, member=line.member, moment=line.occasion, note=words,
            request=new_request(),
        )  # fmt: skip
        return
    touching.touch(
        desk.shop,
        by=desk.by,
        member=line.member,
        kind=kind,
        reason=line.reason,
        occasion=line.occasion,
        note=words,
        until=until if kind is TouchKind.SNOOZED else None,
        request=new_request(),
    )
