"""The rows of the eventful shop that are broken, each as a query, by what was asked for then."""


def sale_of(request: str) -> str:
    return (
        "(SELECT sale.id FROM sale JOIN operation ON operation.id = operation_id "
        f"WHERE request = '{request}')"
    )


def prepayment_of(request: str) -> str:
    return (
        "(SELECT p.id FROM prepayment p JOIN operation o ON o.id = p.operation_id "
        f"WHERE request = '{request}')"
    )


def line_of(request: str, kind: str) -> str:
    """The ledger line of this kind that the request wrote."""
    return (
        "(SELECT e.id FROM ledger_entry e JOIN operation ON operation.id = operation_id "
        f"WHERE request = '{request}' AND kind = '{kind}')"
    )


MEI, ANA, JOY, ZOE = (
    f"(SELECT id FROM member WHERE name = '{name}')" for name in ("王小美", "Ana", "Joy", "Zoe")
)
MERGED = "(SELECT member_id FROM merged_member)"
FORESEEN = "(SELECT MIN(member_id) FROM forecast)"
GONE = f"(SELECT id FROM member WHERE name = '' AND id <> {MERGED})"
WALK_IN, MIRROR = sale_of("walk-in"), sale_of("void mistyped")
THREE, BACK = sale_of("three"), sale_of("one back")
PARTS_BACK = sale_of("parts back")
USED_BACK = (
    "(SELECT e.id FROM ledger_entry e JOIN operation ON operation.id = operation_id "
    "WHERE request = 'parts back' AND change > 0)"
)
USE_TAKEN_BACK = "undone_id IS NOT NULL"
OF_A_CARD = "top_up_id IN (SELECT prepayment_id FROM session_card)"
IN_USE = "card_id = 1"
HERS = prepayment_of("Gia joins")
GIA = f"(SELECT id FROM membership WHERE prepayment_id = {HERS})"
TOPPED_UP, TAKEN_BACK = prepayment_of("pia tops up"), prepayment_of("pia back")
EARNED, SPENT = sale_of("mei earns"), sale_of("mei spends")
