"""What makes a ballot: a question, when it ends, and what can be chosen."""

from collections.abc import Sequence
from typing import NamedTuple

from shopfans.domain.contacts import tidy_name
from shopfans.domain.errors import BadPicture, CandidateTwice, TooFewCandidates

FEWEST, MOST = 2, 12
"""Candidates of one ballot."""

LARGEST_PICTURE = 60_000
"""Bytes of a picture as it is kept: a phone loads all of them with the page."""

_JPEG = b"\xff\xd8\xff"


class Candidate(NamedTuple):
    name: str
    picture: bytes | None = None
    """A JPEG."""


def checked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates as they are kept.

    Raises TooFewCandidates, CandidateTwice, BadPicture, NameMissing or NameTooLong.
    """
    if not FEWEST <= len(candidates) <= MOST:
        raise TooFewCandidates(FEWEST, MOST)
    found = [Candidate(tidy_name(one.name), one.picture) for one in candidates]
    names: set[str] = set()
    for name, picture in found:
        if name.casefold() in names:
            raise CandidateTwice(name)
        names.add(name.casefold())
        if picture is not None and not _is_good(picture):
            raise BadPicture()
    return found


def _is_good(picture: bytes) -> bool:
    return picture.startswith(_JPEG) and len(picture) <= LARGEST_PICTURE
