"""The truths of the books in SQL, a file a topic: each query names the rows where one does not
hold."""

from shopfans.services.books.truths import (
    coupons,
    friends,
    ledger,
    memberships,
    people,
    refunds,
    sales,
    session_cards,
    stored_value,
)

QUERIES = {
    **sales.QUERIES,
    **refunds.QUERIES,
    **ledger.QUERIES,
    **coupons.QUERIES,
    **people.QUERIES,
    **stored_value.QUERIES,
    **session_cards.QUERIES,
    **memberships.QUERIES,
    **friends.QUERIES,
}
"""Each gives (table, key) of the rows where it does not hold: none, in true books."""
