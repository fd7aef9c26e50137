"""The goods: a wholesaler's list that comes in from Excel."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QWidget

from shopfans.services.goods import pricing
from ui.goods.place import Goods
from ui.pictures.picture import Picture
from ui.workspace import GOODS, Workspace


def goods_list(space: Workspace, window: QWidget) -> Iterator[Picture]:
    """Each picture waits for the work before it; nothing of it stays."""
    goods = cast("Goods", space.go(GOODS))
    page, known = goods.importing, pricing.goods(goods.desk.shop)[0]
    path = goods.desk.shop.path.with_name("goods.csv")
    path.write_text(_LIST.format(known=known.name), "utf-8")
    goods.fetch.click()
    page.read(path)
    yield "goods-excel-columns", window
    page.go_on.click()
    yield "goods-excel-trial", window
    page.go_on.click()
    yield "goods-excel-done", window
    page.start.undo.click()
    yield "goods-excel-taken-back", window
    page.back.click()


_LIST = """货号,品名,规格,单价,零售价,分类
6901234567892,芒果布丁,盒,7.50,￥22.00,甜品
6921168509256,桂花酸梅汤,瓶,3.20,9.90,饮品
6.92E+12,陈皮红豆沙,碗,5.00,16.00,甜品
,{known},份,4.00,19.00,
6901028075831,洗发水,瓶,20.00,面议,日用
,双皮奶,碗,6.00,18.00元,甜品
,桂花酸梅汤,瓶,3.20,9.90,
"""
