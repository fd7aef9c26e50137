"""The words of consent: the owner's own, in every version that anybody ever agreed to."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from shopfans.database.connection import OPEN_SHOP
from shopfans.database.models import ConsentText
from shopfans.database.operations import begin
from shopfans.database.shop import Shop
from shopfans.domain.contacts import on_one_line
from shopfans.domain.errors import WordsMissing, WordsTooLong
from shopfans.domain.kinds import Act
from shopfans.domain.roles import Right, Staff, require
from shopfans.domain.topics import Topic
from shopfans.services import settings

LONGEST = 600
"""Characters; more is not read on a phone."""


class Words(NamedTuple):
    """What she is asked, each on its own; `{shop}` stands for the shop's name."""

    keeping: str
    """What she agrees to is its first line; the others tell her more, if she likes to read it."""
    messages: str

    @property
    def asked(self) -> str:
        return self.keeping.partition("\n")[0]

    @property
    def more(self) -> list[str]:
        """Line by line."""
        return self.keeping.splitlines()[1:]

    def of(self, shop_name: str) -> "Words":
        """As she reads them."""
        return Words(*(text.replace("{shop}", shop_name) for text in self))


class Version(NamedTuple):
    number: int
    since: date | None
    """None: the words came with the program."""
    words: dict[str, Words]
    """By language."""
    given: int
    """Members who agreed to the keeping of their data by these words."""


def words(shop: Shop, number: int | None = None) -> dict[str, Words]:
    """A version's words by language; the present ones if none is named."""
    with shop.reading():
        return _words(newest() if number is None else number)


def present(shop: Shop, language: str) -> tuple[int, Words]:
    """The number of the present version, and its words as a guest of this language reads them."""
    with shop.reading():
        number = newest()
        return number, _words(number)[language].of(settings.load(shop).shop_name)


def defaults(shop: Shop) -> dict[str, Words]:
    """The words that came with the program."""
    with shop.reading():
        [(number,)] = shop.rows("SELECT MAX(version) FROM consent_text WHERE operation_id IS NULL")
        return _words(number)


def versions(shop: Shop) -> list[Version]:
    """All there ever were, the newest first."""
    with shop.reading():
        # asked once for all versions: it reads every consent there is
        given = dict(
            shop.rows(
                "SELECT text_version, COUNT(DISTINCT member_id) FROM consent "
                "WHERE purpose = 'keeping' AND given = 1 GROUP BY text_version"
            )
        )
        rows = shop.rows(
            "SELECT DISTINCT t.version, o.day FROM consent_text t "
            "LEFT JOIN operation o ON o.id = t.operation_id ORDER BY t.version DESC"
        )
        return [
            Version(
                number,
                date.fromisoformat(day) if day else None,
                _words(number),
                given.get(number, 0),
            )
            for number, day in rows
        ]


def reword(shop: Shop, *, by: Staff, words: Mapping[str, Words], request: str) -> int:
    """The number of a new version; what was agreed to before keeps its own words.

    The same words again change nothing. Raises WordsMissing or WordsTooLong.
    """
    require(by, Right.SET_TERMS)
    terms = settings.load(shop)
    tidy = {language: Words(*map(_checked, said)) for language, said in sorted(words.items())}
    with shop.changing(Topic.TERMS):
        if tidy == _words(newest()):
            return newest()
        done = begin(shop, Act.REWORD, terms=terms, by=by, request=request, asked=tidy)
        if done.is_new:
            number = newest() + 1
            for language, said in tidy.items():
                ConsentText.insert(
                    version=number, language=language, keeping=said.keeping,
                    messages=said.messages, operation=done.id,
                ).execute()  # fmt: skip
        return newest()


def newest() -> int:
    """The number of the present version, inside a block."""
    return int(OPEN_SHOP.execute_sql("SELECT MAX(version) FROM consent_text").fetchone()[0])


def _words(number: int) -> dict[str, Words]:
    rows = OPEN_SHOP.execute_sql(
        "SELECT language, keeping, messages FROM consent_text WHERE version = ? ORDER BY language",
        (number,),
    )
    return {language: Words(keeping, messages) for language, keeping, messages in rows}


def _checked(text: str) -> str:
    plain = "\n".join(filter(None, map(on_one_line, text.splitlines())))
    if not plain:
        raise WordsMissing()
    if len(plain) > LONGEST:
        raise WordsTooLong(LONGEST)
    return plain
