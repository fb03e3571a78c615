"""A value that its column does not allow: which kind of mistake that is, and the words for it."""

import re
from collections.abc import Iterable, Sequence

from ratings_site.check.links import is_link
from ratings_site.check.numbers import became_date
from ratings_site.check.suggestions import as_id, did_you_mean, is_id_pattern
from ratings_site.check.verdicts import Verdict, refused
from ratings_site.model.tables import NOT_RATED, RATINGS, Field

_MOST_ZEROS = 4


def explain_refusal(column: Field, broken: str, cell: str, others: Sequence[str]) -> Verdict:
    """Say which kind of mistake a cell holds, given what of its column it breaks (`required`, `enum`, …).

    `others` are cells of the same column, from which an example is taken; without any, nothing is guessed either.
    """
    match broken:
        case "required":
            return refused("missing-value")
        case "enum":
            return _not_listed(column, cell, guess=bool(others))
        case "pattern":
            return _wrong_form(column, cell, others)
        case "minimum":
            return refused("date-too-early" if column.type == "date" else "number-too-small", limit=column.minimum)
        case "maximum":
            return refused("date-too-late" if column.type == "date" else "number-too-large", limit=column.maximum)
        case _:
            return refused("wrong-value", title=column.title or column.name)


def _not_listed(column: Field, cell: str, *, guess: bool) -> Verdict:
    allowed = in_words(column.enum)
    hint = did_you_mean(cell, column.enum) if guess else ""
    is_rating = set(RATINGS) <= set(column.enum) <= {*RATINGS, NOT_RATED}
    return refused("not-a-rating" if is_rating else "not-in-list", allowed=allowed, hint=hint)


def in_words(values: Iterable[str]) -> str:
    """Join values as a sentence does: a, b or c."""
    *first, last = values
    return f"{', '.join(first)} or {last}" if first else last


def _wrong_form(column: Field, cell: str, others: Sequence[str]) -> Verdict:
    pattern = re.compile(column.pattern)
    if is_link(column.name):
        return refused("not-a-link")
    if is_id_pattern(column.pattern):
        meant = as_id(cell)
        return refused("not-an-id", hint=f' Write "{meant}".' if meant else "")
    if became_date(cell):
        return refused("became-date")
    padded = (f"{'0' * zeros}{cell}" for zeros in range(1, _MOST_ZEROS + 1))
    if whole := next((code for code in padded if cell.isdigit() and pattern.fullmatch(code)), ""):
        return refused("lost-zeros", likely=whole)
    example = next((other for other in others if other and other != cell and pattern.fullmatch(other)), "")
    hint = f' Others in this column look like "{example}".' if example else ""
    return refused("wrong-form", title=column.title or column.name, hint=hint)
