"""The file for an SMS provider: opted-in only, phones as text, and a touch for each."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from shopfans.database.shop import Shop
from shopfans.domain.errors import CannotWrite, NobodyToReach, NotAllowed, ShopWroteEnough
from shopfans.domain.fatigue import FatigueRule
from shopfans.domain.kinds import Reason
from shopfans.domain.roles import Staff
from shopfans.domain.touches import TouchKind
from shopfans.services.exporting.sms import Letter, write_sms
from shopfans.services.reminders import touching
from tests.services.test_touching import amy, limit

__all__ = ["amy"]


def letter(member: int, phone: str, text: str = "=Hello") -> Letter:
    return Letter(member, "Amy", phone, text, Reason.DUE, "2026-03-01")


def test_only_who_agreed_is_in_it_and_each_counts(
    shop: Shop, owner: Staff, mei: int, amy: int, tmp_path: Path
) -> None:
    path = tmp_path / "sms.xlsx"
    letters = [letter(mei, "13812345678"), letter(amy, "13900001111"), letter(amy, "13900001111")]
    sent = write_sms(shop, path, by=owner, letters=letters, request="s")
    assert sent == (1, 1)
    page = load_workbook(path).worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    assert rows == [("Phone", "Name", "Text"), ("13900001111", "Amy", "=Hello")]
    assert page["A2"].data_type == "s"
    assert [one.kind for one in touching.history(shop, amy)] == [TouchKind.SMS]
    assert touching.history(shop, mei) == []


def test_the_same_request_again_writes_the_same_file_and_counts_once(
    shop: Shop, owner: Staff, amy: int, tmp_path: Path
) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        letters = [letter(amy, "13900001111")]
        assert write_sms(shop, tmp_path / name, by=owner, letters=letters, request="s") == (1, 0)
    assert len(touching.history(shop, amy)) == 1


def test_over_the_limit_nothing_is_written(
    shop: Shop, owner: Staff, cashier: Staff, mei: int, amy: int, tmp_path: Path
) -> None:
    path = tmp_path / "sms.xlsx"
    with pytest.raises(NotAllowed):
        write_sms(shop, path, by=cashier, letters=[letter(amy, "1")], request="s1")
    with pytest.raises(NobodyToReach):
        write_sms(shop, path, by=owner, letters=[letter(mei, "1")], request="s2")
    limit(shop, owner, FatigueRule(in_all=0))
    with pytest.raises(ShopWroteEnough):
        write_sms(shop, path, by=owner, letters=[letter(amy, "1")], request="s3")
    assert not path.exists()
    assert touching.history(shop, amy) == []


def test_a_file_that_cannot_be_written_leaves_no_touch(
    shop: Shop, owner: Staff, amy: int, tmp_path: Path
) -> None:
    with pytest.raises(CannotWrite):
        write_sms(
            shop, tmp_path / "no" / "sms.xlsx", by=owner, letters=[letter(amy, "1")], request="s"
        )
    assert touching.history(shop, amy) == []
