"""Lists of members as other programs write them, and how a test brings one in."""

from pathlib import Path
from typing import Any

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.domain.sheet_rows import Fate
from shopfans.services.bringing import members
from shopfans.services.bringing.trials import Trial
from shopfans.services.bringing.writing import Consents
from shopfans.services.members import finding

LIST = """手机号,姓名,生日,标签,入会日期,剩余积分,备注
13900000001,王晓梅,1990-8-15,少糖、猫派,2023/5/1,120,靠窗
13900000002,李丽,农历八月十五,,2023年6月2日,0,
13900000003,张敏,8月3日,少糖,20230701,"1,500",怕冷
"""

AGREED = Consents(keeping=True)


def tried(shop: Shop, by: Staff, folder: Path, text: str | bytes = LIST, **columns: Any) -> Trial:
    path = folder / "members.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    sheet = members.read(shop, by=by, path=path)
    return members.try_out(shop, by=by, sheet=sheet, columns=columns.get("columns", sheet.columns))


def take(shop: Shop, by: Staff, trial: Trial, **more: Any) -> int | None:
    how: dict[str, Any] = {"consents": AGREED, "request": new_request()} | more
    return members.take_over(shop, by=by, trial=trial, **how)


def brought(shop: Shop, by: Staff, folder: Path, text: str = LIST) -> int:
    batch = take(shop, by, tried(shop, by, folder, text))
    assert batch is not None
    return batch


def fates(trial: Trial) -> list[Fate]:
    return [row.fate for row in trial.rows]


def found(shop: Shop, phone: str) -> finding.MemberCard:
    [hit] = finding.find(shop, phone)
    return finding.card(shop, hit.id)


def snapshot(shop: Shop) -> list[Any]:
    with shop.reading():
        return [
            shop.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
            for table in ("operation", "member", "member_key", "consent", "ledger_entry")
        ]
