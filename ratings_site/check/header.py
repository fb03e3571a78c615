"""The first row: which column of the table each of its cells names."""

from collections.abc import Mapping
from difflib import get_close_matches

from ratings_site.check.characters import ODD_SPACE, TURNED, UNSEEN, plain
from ratings_site.check.files import Refused
from ratings_site.model.cells import column_letters

_ROWS_TRIED = 12
"""A title and notes above the header are looked through this far."""

_MOST_COLUMNS = 300
"""No table has nearly so many; what stands further right is counted, not looked at."""

_ENOUGH = 0.4
"""With so many of the expected columns named, exactly or nearly, a row is the header."""


def check_header(
    rows: list[list[str]], expected: tuple[str, ...], lines: list[int], others: Mapping[tuple[str, ...], str]
) -> None:
    """Refuse a file at the first cell of its header that names no column, or else for the first column it lacks.

    `others` are the files of the other tables by their columns, in the order of the alphabet.
    """
    if sorted(rows[0]) == sorted(expected):
        return
    if other := others.get(tuple(sorted(rows[0]))):
        raise Refused("wrong-file", lines[0], other=other)
    likeness = [_likeness(row, expected) for row in rows[:_ROWS_TRIED]]
    best = likeness.index(max(likeness))
    if best > 0 and likeness[best] >= _ENOUGH and likeness[0] < _ENOUGH:
        value = " ".join(cell for cell in rows[0] if cell.strip())
        raise Refused("title-row", lines[0], value=value, line=lines[best])
    if not likeness[0]:
        raise Refused("no-header", lines[0], columns=",".join(expected))
    if len(rows[0]) > _MOST_COLUMNS:
        raise Refused("too-many-columns", lines[0], count=len(rows[0]), wanted=len(expected))
    for at, cell in enumerate(rows[0]):
        if cell not in expected or cell in rows[0][:at]:
            raise _misnamed(at, rows, expected, lines[0])
    raise Refused("missing-column", lines[0], next(name for name in expected if name not in rows[0]))


def _likeness(row: list[str], expected: tuple[str, ...]) -> float:
    """The share of the expected columns that the cells of a row name, exactly or nearly."""
    cells = {_folded(cell) for cell in row[:_MOST_COLUMNS]}
    exact = [name for name in expected if name in cells]
    rest = [name for name in expected if name not in cells]
    near = [cell for cell in cells - set(exact) if get_close_matches(cell, rest, n=1, cutoff=0.75)]
    return (len(exact) + len(near)) / len(expected)


def _folded(cell: str) -> str:
    return plain(cell[:200]).casefold().replace(" ", "_").replace("-", "_")


def _misnamed(at: int, rows: list[list[str]], expected: tuple[str, ...], line: int) -> Refused:
    """Say how a cell of the header differs from the column that was meant."""
    written, header = rows[0][at], rows[0]
    lacking = [name for name in expected if name not in header]
    in_place = expected[at] if len(header) == len(expected) and expected[at] in lacking else ""
    if not written.strip():
        return _unnamed(rows, in_place, line)
    folded = _folded(written)
    if folded in lacking:
        return Refused(_difference(written, folded), line, folded, value=written, meant=folded)
    near = get_close_matches(folded, lacking, n=1, cutoff=0.7)
    if meant := near[0] if near else in_place:
        return Refused("renamed-column", line, meant, value=written, meant=meant)
    repeated = folded in [_folded(cell) for cell in header[:at]]
    return Refused("repeated-column" if repeated else "extra-column", line, written.strip(), value=written)


def _difference(written: str, name: str) -> str:
    if TURNED.sub("", UNSEEN.sub("", ODD_SPACE.sub(" ", written))).strip() == name:
        return "padded-header"
    return "renamed-column" if written.isascii() else "look-alike-header"


def _unnamed(rows: list[list[str]], in_place: str, line: int) -> Refused:
    blank = [at for at, cell in enumerate(rows[0]) if not cell.strip()]
    filled = [at for at in blank if any(cell.strip() for row in rows[1:] for cell in row[at : at + 1])]
    if not filled:
        return Refused("empty-column", line, columns=_columns_in_words(blank))
    return Refused("unnamed-column", line, in_place or None, value="", meant=in_place or _columns_in_words(filled[:1]))


def _columns_in_words(places: list[int]) -> str:
    first, last = column_letters(places[0]), column_letters(places[-1])
    if len(places) == 1:
        return f"column {first}"
    if places[-1] - places[0] == len(places) - 1:
        return f"columns {first} to {last}"
    return f"columns {', '.join(column_letters(at) for at in places)}"
