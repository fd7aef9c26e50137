"""What a list of goods can tell, and how its columns may be called."""

from shopfans.domain.errors import ShopError
from shopfans.domain.goods import is_ean
from shopfans.domain.mangled import spelled_out
from shopfans.domain.money import parse_amount
from shopfans.domain.sheet_rows import GoodField
from shopfans.domain.terms import Terms
from shopfans.services.bringing.columns import Columns, Fields, Sheet

GoodColumns = Columns[GoodField]
GoodsSheet = Sheet[GoodField]

_HEADINGS: dict[GoodField, tuple[str, ...]] = {
    GoodField.NAME: (
        "item", "name", "goods", "product", "品名", "品項", "商品", "商品名", "商品名称",
        "商品名稱", "名称", "名稱",
    ),
    GoodField.PRICE: (
        "retail price", "零售价", "零售價", "售价", "售價", "price", "价格", "價格", "单价",
        "單價",
    ),
    GoodField.CATEGORY: (
        "category", "分类", "分類", "类别", "類別", "商品分类", "商品分類",
    ),
    GoodField.BARCODE: (
        "barcode", "条码", "條碼", "条形码", "商品条码", "商品條碼", "國際條碼", "ean", "upc",
    ),
    GoodField.EARNS: (
        "earns points", "points", "积分", "點數", "是否积分", "累點", "是否累點",
    ),
    GoodField.LASTS: (
        "days until used up", "days", "可用天数", "可用天數", "使用天数", "使用天數",
    ),
}  # fmt: skip
"""Beside a price at which one sells, a mere price is what a wholesaler asks."""


def _is_barcode(cell: str, _terms: Terms) -> bool:
    return is_ean(spelled_out(cell) or "")


def _is_amount(cell: str, terms: Terms) -> bool:
    try:
        parse_amount(cell, terms.currency.digits)
    except ShopError:
        return False
    return True


GOODS = Fields("goods", GoodField, _HEADINGS, {GoodField.BARCODE: _is_barcode}, is_value=_is_amount)
