"""Which column of a list of goods is what: by its heading, barcodes also by their check digits."""

from collections.abc import Sequence
from typing import NamedTuple

from shopfans.domain.errors import HeadingsMissing
from shopfans.domain.goods import is_ean
from shopfans.domain.headings import places
from shopfans.domain.mangled import spelled_out
from shopfans.services.spreadsheets.reading import SheetRow

HEADINGS = {
    "name": ("item", "name", "goods", "product", "品名", "品項", "商品", "商品名", "商品名称",
             "商品名稱", "名称", "名稱"),
    "price": ("retail price", "零售价", "零售價", "售价", "售價", "price", "价格", "價格", "单价",
              "單價"),
    "category": ("category", "分类", "分類", "类别", "類別", "商品分类", "商品分類"),
    "barcode": ("barcode", "条码", "條碼", "条形码", "商品条码", "商品條碼", "國際條碼", "ean",
                "upc"),
    "earns": ("earns points", "points", "积分", "點數", "是否积分", "累點", "是否累點"),
    "lasts": ("days until used up", "days", "可用天数", "可用天數", "使用天数", "使用天數"),
}  # fmt: skip
"""What a column tells, and how its heading may call it, the likeliest first: beside a price at
which one sells, a mere price is what a wholesaler asks. Name and price must be there."""

KNOWN = frozenset(word for words in HEADINGS.values() for word in words)
_TOP = 20
"""Rows among which the headings stand: a title may come before them."""
_SAMPLE = 50
"""Rows by which a column without a heading we know is judged."""


class Columns(NamedTuple):
    where: dict[str, int]
    """The place of each field that is there."""
    goods: list[SheetRow]
    """The rows below the headings."""
    unread: tuple[str, ...]
    """The headings of columns that tell nothing we know."""


def columns(sheet: Sequence[SheetRow]) -> Columns:
    """Raises HeadingsMissing if there is none for the name, or none for the price."""
    for at, line in enumerate(sheet[:_TOP]):
        where = places(line.cells, HEADINGS)
        if "name" in where and "price" in where:
            goods = list(sheet[at + 1 :])
            if "barcode" not in where:
                where |= _barcodes(line, goods, set(where.values()))
            read = set(where.values())
            unread = [cell for at, cell in enumerate(line.cells) if cell and at not in read]
            return Columns(where, goods, tuple(unread))
    raise HeadingsMissing()


def _barcodes(line: SheetRow, goods: Sequence[SheetRow], taken: set[int]) -> dict[str, int]:
    """The first column of which most cells can only be barcodes, whatever it is called."""
    for place in set(range(len(line.cells))) - taken:
        cells = [row.cells[place] for row in goods[:_SAMPLE] if place < len(row.cells)]
        said = [cell for cell in cells if cell]
        if 2 * sum(is_ean(spelled_out(cell) or "") for cell in said) > len(said):
            return {"barcode": place}
    return {}
