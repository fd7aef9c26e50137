from shopfans.domain.earning import Earning
from shopfans.domain.money import Currency


def explained(earning: Earning, currency: Currency) -> str:
    return ""
