"""How many lines each section of Today says it has."""

from shopfans.domain.kinds import Reason
from shopfans.services.reminders.lines import COUNTED
from ui.today.list_words import section_names


def test_a_number_nobody_counted_to_its_end_says_so() -> None:
    counts = dict.fromkeys(Reason, 0) | {Reason.DUE: COUNTED, Reason.SLIPPING: 3}
    assert section_names(counts)[:3] == ["All  1,003+", "Due now  1,000+", "Slipping away  3"]
