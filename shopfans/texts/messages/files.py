"""The words for refusals: files, disks and backups."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.terms import Terms
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text


def words(problem: ShopError, _terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    match problem:
        case errors.NotAShop(path=path):
            return _("{path} is not a ShopFans file.").format(path=path)
        case errors.FileExists(path=path):
            return _("{path} exists already.").format(path=path)
        case errors.NewerFile(path=path):
            return _("{path} was written by a newer ShopFans. Please update the program.").format(
                path=path
            )
        case errors.CannotWrite(path=path):
            return _(
                "{path} cannot be written: it is open elsewhere, or not yours to change."
            ).format(path=path)
        case errors.OpenElsewhere(path=path, sign=sign):
            return _(
                "{name} is open in Excel, WPS or LibreOffice. Close it there, or choose another "
                "name. If it is open nowhere, delete {sign}, which was left beside it."
            ).format(name=path.name, sign=sign.name)
        case errors.DiskFull():
            return _("The disk is full. Nothing was saved: free some space and try again.")
        case errors.DiskTrouble():
            return _(
                "The disk reports an error and did not take what was written. Nothing was saved. "
                "If it "
                "happens again, make a backup on another disk."
            )
        case errors.SecondPlaceAway(path=path):
            return _("{path} is not there now. Plug in the stick or the disk.").format(path=path)
        case errors.SecondPlaceIsFirst():
            return _(
                "The backups are in this folder already. Choose one on a stick or on another disk."
            )
        case errors.WeakPassphrase(least=least):
            return _(
                "A passphrase has at least {n} characters: several words are easy to remember."
            ).format(n=least)
        case errors.PassphraseMissing():
            return _("This backup is sealed. Type its passphrase.")
        case errors.WrongPassphrase():
            return _("This is not the passphrase of this backup.")
        case errors.BackupDamaged(path=path):
            return _("{path} is damaged: it is not as it was when it was made.").format(path=path)
        case errors.DamagedWhenMade(path=path):
            return _(
                "{path} is as it was when it was made, but the shop's file was damaged by then. "
                "Nothing was changed: choose an older backup."
            ).format(path=path)
        case errors.DigestMissing(path=path):
            return _(
                "{path} does not end as a backup does: it was cut short, or it is the file of a "
                "shop and no backup of it. Nothing was changed: choose another backup."
            ).format(path=path)
        case errors.NotPlainFile(path=path):
            return _("{path} is a link, a folder or a device. Choose the backup itself.").format(
                path=path
            )
        case errors.FileAltered(path=path):
            return _(
                "{path} has something in it that ShopFans never writes: it is not opened. Nothing "
                "was changed."
            ).format(path=path)
        case errors.BooksUntrue(problems=problems):
            return ngettext(
                "The books in this backup are not true: {n} thing does not add up. Nothing was "
                "changed.",
                "The books in this backup are not true: {n} things do not add up. Nothing was "
                "changed.",
                problems,
            ).format(n=count_text(problems))
        case errors.CheckTookTooLong():
            return _("This file takes too long to check: it is not opened. Nothing was changed.")
        case errors.FileBusy():
            return _("Another program is using the shop's file. Please try again.")
        case errors.FileDamaged():
            return _("The shop's file cannot be read. Nothing was saved.")
        case errors.Stopped():
            return _("Stopped. Nothing was written.")
        case errors.Unexpected():
            return _("Something went wrong and was written to the log.")
        case _:
            return None
