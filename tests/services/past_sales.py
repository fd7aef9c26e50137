"""Past sales for tests: a file of them tried out and taken over."""

from pathlib import Path

from shopfans.database.operations import new_request
from shopfans.database.shop import Shop
from shopfans.domain.roles import Staff
from shopfans.services.bringing.past import past_sales
from shopfans.services.bringing.past.trials import SaleTrial


def tried(shop: Shop, by: Staff, path: Path) -> SaleTrial:
    sheet = past_sales.read(shop, by=by, path=path)
    return past_sales.try_out(shop, by=by, sheet=sheet, columns=sheet.columns)


def bring(shop: Shop, by: Staff, path: Path) -> SaleTrial:
    """What was said of the file before all of it came in but the rows left out."""
    trial = tried(shop, by, path)
    past_sales.take_over(shop, by=by, trial=trial, request=new_request())
    return trial
