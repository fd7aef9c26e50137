"""The words for refusals: what is brought in from a spreadsheet."""

from shopfans.domain import errors
from shopfans.domain.errors import ShopError
from shopfans.domain.money import Money
from shopfans.domain.terms import Terms
from shopfans.texts import _, ngettext
from shopfans.texts.formats import count_text, day_text, list_text, money_text


def words(problem: ShopError, terms: Terms) -> str | None:
    """Of this topic; None for any other."""
    currency = terms.currency
    match problem:
        case errors.SeveralGoodsSoCalled(name=name):
            return _("Several items are called {name}. Give the barcode or the category.").format(
                name=name
            )
        case errors.SaidTwice(row=row):
            return _("Row {row} is about the same item already.").format(row=row)
        case errors.MemberSaidTwice(row=row):
            return _("Row {row} has the same phone number already.").format(row=row)
        case errors.OpeningAlready(points=points):
            return _("Other points were brought in for her before: {points}.").format(
                points=count_text(points)
            )
        case errors.ValueAlready(fen=fen):
            return _("Other stored value was brought in for her before: {amount}.").format(
                amount=money_text(Money(fen), currency)
            )
        case errors.CardsAlready(sessions=sessions):
            return ngettext(
                "Other session cards were brought in for her before: {n} session.",
                "Other session cards were brought in for her before: {n} sessions.",
                sessions,
            ).format(n=count_text(sessions))
        case errors.SessionsMissing():
            return _("A session card needs its name and the sessions that are left of it.")
        case errors.CardKindUnknown(name=name):
            return _(
                "No session card is called {name}: add it under Coupons first, or write it as it "
                "stands there."
            ).format(name=name)
        case errors.ServiceUnclear(card=card, services=services):
            return _("{card} has several services. Say which one: {services}.").format(
                card=card, services=list_text(services)
            )
        case errors.ColumnsMissing():
            return _(
                "Say which column is the phone number and which is the name: choose it above the "
                "column."
            )
        case errors.SaleColumnsMissing():
            return _(
                "Say which column is the day, which the amount, and which the member or her phone "
                "number: choose it above the column."
            )
        case errors.WhoseSaleMissing():
            return _("The row does not say whose sale it was.")
        case errors.NobodyHasNumber():
            return _("No member has this phone number. Bring the members in first.")
        case errors.MemberForgotten():
            return _("She asked to be forgotten.")
        case errors.DayAhead(day=day):
            return _("{day} is still to come.").format(day=day_text(day))
        case errors.GivenBack(fen=fen):
            return _(
                "{amount} was given back here, which is no sale. Take it off the sale it belongs "
                "to in the list, or leave this row out."
            ).format(amount=money_text(Money(fen), terms.currency))
        case errors.SalesChangedMeanwhile():
            return _(
                "Something was done meanwhile. Nothing was brought in: look at the rows once more."
            )
        case errors.MembersChangedMeanwhile():
            return _(
                "The members were changed meanwhile. Nothing was brought in: look at the rows once "
                "more."
            )
        case errors.ImportUndone():
            return _("This import was taken back already.")
        case errors.ImportUsed(members=members):
            return ngettext(
                "It cannot be taken back any more: something was done with {n} of its members "
                "since.",
                "It cannot be taken back any more: something was done with {n} of its members "
                "since.",
                members,
            ).format(n=count_text(members))
        case errors.GoodsUsed(goods=goods, example=example):
            return ngettext(
                "It cannot be taken back any more: {example} was sold, changed, or used in an "
                "offer since.",
                "It cannot be taken back any more: {n} items were sold, changed, or used in an "
                "offer since, {example} among them.",
                goods,
            ).format(n=count_text(goods), example=example)
        case errors.GoodsChangedMeanwhile():
            return _(
                "The goods were changed meanwhile. Nothing was imported: look at the rows once "
                "more."
            )
        case errors.TooManyRows(rows=rows, most=most):
            return _(
                "{rows} rows do not fit on one sheet, which holds {most}: choose a shorter period."
            ).format(rows=count_text(rows), most=count_text(most))
        case errors.GoodColumnsMissing():
            return _(
                "Say which column is the item and which is the price: choose it above the column."
            )
        case errors.FileTooLarge(most_bytes=most_bytes, most_rows=most_rows):
            return _("The file is too large: {megabytes} MB and {rows} rows at most.").format(
                megabytes=most_bytes // 2**20, rows=count_text(most_rows)
            )
        case errors.FileUnsafe():
            return _(
                "The file is damaged, or not built as a spreadsheet program builds one; it was not "
                "opened. Open it in Excel or WPS and save it once more as .xlsx."
            )
        case errors.FileLocked():
            return _("The file has a password. Save it once more without one, and choose it again.")
        case errors.FileHasMacros():
            return _(
                "The file has macros, which are programs; it was not opened. Save it as .xlsx "
                "without "
                "them, and choose it again."
            )
        case errors.FileIsPage():
            return _(
                "This is a web page with the name of a workbook. Open it in Excel or WPS and "
                "save it "
                "as .xlsx."
            )
        case errors.CellFarOff(cell=cell, most_rows=most_rows, most_columns=most_columns):
            return _(
                "Something stands far off in {cell}; {rows} rows and {columns} columns are read. "
                "Delete it there, save the file and choose it again."
            ).format(cell=cell, rows=count_text(most_rows), columns=most_columns)
        case errors.CellTooLong(most=most):
            return _("A cell of the file holds more than {count} characters.").format(
                count=count_text(most)
            )
        case errors.CannotRead(path=path):
            return _("{path} cannot be read.").format(path=path)
        case _:
            return None
