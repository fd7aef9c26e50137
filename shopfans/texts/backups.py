"""How backups are spoken of: why one was made, what was found in it, how the shop stands."""

from datetime import datetime

from shopfans.domain.backups import Rehearsal, State, Why
from shopfans.domain.knowledge import Section
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, joined, time_text

_KILO = 1000


def why_text(why: Why) -> str:
    return {
        Why.DAY_CLOSE: _("day close"),
        Why.START: _("daily"),
        Why.IMPORT: _("before an import"),
        Why.UNDO: _("before an import was taken back"),
        Why.RESTORE: _("before a restore"),
        Why.UPGRADE: _("before an update"),
        Why.HAND: _("by hand"),
    }[why]


def size_text(size: int) -> str:
    """Bytes as a person reads them: 1.2 MB."""
    amount, unit = float(size), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < _KILO:
            break
        amount, unit = amount / _KILO, larger
    return f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"


def made_text(at: datetime, test: Rehearsal | None, zone: str) -> str:
    """What to say once one is made."""
    if test is not None and not test.is_good:
        return _("Made, but {problems}. Please have the books looked at.").format(
            problems=_problems(test.problems)
        )
    return _("Made and checked: {time}.").format(time=time_text(at, zone))


def test_text(test: Rehearsal, zone: str) -> str:
    """What a test found, in one line."""
    if not test.opens:
        return _("cannot be restored")
    members = ngettext("{n} member", "{n} members", test.members).format(n=count_text(test.members))
    if test.problems:
        return _("opens, {members}, {problems}").format(
            members=members, problems=_problems(test.problems)
        )
    return _("opens, {members}, books true, as of {time}").format(
        members=members, time=time_text(test.as_of, zone)
    )


def tested_text(test: Rehearsal | None, zone: str) -> str:
    """The same in a column: when, or what is wrong."""
    if test is None:
        return "–"
    return time_text(test.at, zone) if test.is_good else _("not good")


def state_text(state: State, zone: str) -> tuple[str, str]:
    """How the shop stands, and how loud to say it: bad, warn or nothing."""
    if state.newest is None:
        return _("No backup yet."), "bad"
    newest = time_text(state.newest, zone)
    if state.tested is None:
        said = _("Last backup {time}, not tested yet.").format(time=newest)
    else:
        said = _("Last backup {time}, last tested {tested}.").format(
            time=newest, tested=time_text(state.tested, zone)
        )
    if state.has_failed:
        said = joined(said, _("The last test failed."))
    if not state.has_second_place:
        said = joined(said, _("There is no second place yet."))
    if state.is_old or state.is_test_old or state.has_failed:
        return said, "bad"
    return said, "" if state.has_second_place else "warn"


def recovery_title(shop_name: str) -> tuple[str, str]:
    return _("Recovery sheet of {shop}").format(shop=shop_name), _(
        "Keep this sheet away from the computer. The passphrase is not on it: without it nobody "
        "can open the backups, and nobody can find it out, not even those who made the program."
    )


def recovery_sections(folder: str, hint: str) -> list[Section]:
    """Where the backups are, what reminds of the passphrase, and what to do."""
    steps = (
        _("Install ShopFans on another computer, and plug in the stick or the disk."),
        _("Start it, and choose “I have a backup” on the first page."),
        _("Choose the newest file; its name begins with the shop's and tells the day."),
        _("Type the passphrase. What was in the backup is shown before anything is done."),
        _("Sign in with the owner's PIN as always."),
    )
    return [
        Section(
            _("What you need"),
            (),
            ((_("Where the backups are"), folder), (_("Hint for the passphrase"), hint or "–")),
        ),
        Section(
            _("What to do"),
            (),
            tuple((f"{number}. {step}",) for number, step in enumerate(steps, 1)),
        ),
    ]


def _problems(count: int) -> str:
    return ngettext("{n} truth of the books does not hold", "{n} truths of the books do not hold",
                    count).format(n=count_text(count))  # fmt: skip
