"""The text of a cell, whatever its column holds: what nobody sees, what a spreadsheet did, what only looks right."""

import re
import unicodedata

from ratings_site.check import characters
from ratings_site.check.values import Verdict, refused

COMPOSED = "decomposed-letters"
"""An accented letter in two parts, as some Macs write it, is the same letter: evened out without a word."""

NAMES = frozenset(
    {"name", "place", "title", "caption", "area", "publisher", "used_by", "topic", "measure", "section", "domain"}
)
"""Columns of names: no line break and no double blank is meant in them."""

_MARKUP = re.compile(r"<[^<>]*>|[<>]|&#?\w+;|\[\[|\]\]|\{\{|\}\}|\{[%#:]|[%#]\}|\]\(|\]\[")
"""Markup and the marks of templates: no name has them. Prose may, and is shown as it was typed."""

_PERSONAL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w/])(?:\+44 ?|0)[1-9](?:[ -]?[0-9]){8,9}(?![0-9])")
"""An e-mail address or a telephone number of this country."""

_LIGATURE = re.compile("[\ufb00-\ufb06]")

_FORMULA_SIGNS = "=+-@＝＋－＠"
_FORMULA_SIGNS_OF_NUMBERS = "=@＝＠"
_ERRORS = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|BLOCKED!|FIELD!)|^#{4,}$")
_PLACEHOLDERS = frozenset(
    {
        *("-", "--", "---", "–", "—", ".", "..", "...", "…", "?", "??", "*", "/", "\\", "x", "[x]", "[c]", "[z]"),
        *("na", "n/a", "n.a", "n.a.", "none", "null", "nil", "nan", "tba", "tbc", "tbd", "unknown", "not known"),
        *("not applicable", "to follow", "missing", "blank", "(blank)", "empty"),
    }
)


def is_placeholder(cell: str) -> bool:
    """Whether a cell holds a sign or word for something that is not known."""
    return cell.strip().casefold() in _PLACEHOLDERS


def check_text(cell: str, *, is_words: bool, is_name: bool) -> Verdict | None:
    """Judge the characters of a cell; `is_words` says that its column holds text, `is_name` that it is no prose."""
    if _ERRORS.search(cell):
        return refused("spreadsheet-error")
    return (
        (None if cell.isascii() else _check_beyond_ascii(cell))
        or _check_only_blanks(cell)
        or _check_formula(cell, _FORMULA_SIGNS if is_words else _FORMULA_SIGNS_OF_NUMBERS)
        or _check_control(cell)
        or _check_blanks(cell, is_name=is_name)
    )


def _check_beyond_ascii(cell: str) -> Verdict | None:
    whole = characters.ungarble(cell)
    if whole != cell:
        return refused("mojibake", unicodedata.normalize("NFC", whole).strip())
    if "\ufffd" in cell:
        return refused("replacement-character")
    return _check_unseen(cell)


def _check_unseen(cell: str) -> Verdict | None:
    if turned := characters.TURNED.search(cell):
        return refused("text-direction", characters.TURNED.sub("", cell), code=_code(turned))
    if unseen := characters.UNSEEN.search(cell):
        return refused("invisible-character", characters.UNSEEN.sub("", cell).strip(), code=_code(unseen))
    if characters.ODD_SPACE.search(cell):
        return refused("no-break-space", characters.plain_spaces(cell))
    return None if unicodedata.is_normalized("NFC", cell) else Verdict(COMPOSED, unicodedata.normalize("NFC", cell))


def _check_only_blanks(cell: str) -> Verdict | None:
    return None if cell.strip() else refused("only-blanks")


def _check_formula(cell: str, signs: str) -> Verdict | None:
    first = cell.lstrip(" " + characters.SPACES)[0]
    begins_like_one = cell[0] in "\t\n" or (first in signs and not is_placeholder(cell))
    return refused("formula-cell") if begins_like_one else None


def _check_control(cell: str) -> Verdict | None:
    control = characters.CONTROL.search(cell)
    if control is None:
        return None
    meant = characters.CONTROL.sub("", cell.replace("\t", " ")).strip()
    return refused("control-character", meant, code=_code(control))


def _code(match: re.Match[str]) -> str:
    return f"U+{ord(match.group()):04X}"


def _check_blanks(cell: str, *, is_name: bool) -> Verdict | None:
    if cell == cell.strip() and not (is_name and "  " in cell):
        return None
    return refused("stray-space", " ".join(cell.split(" ")).strip() if not is_name else " ".join(cell.split()))


def _check_markup(cell: str) -> Verdict | None:
    marks = _MARKUP.search(cell)
    if marks is None:
        return None
    left = _MARKUP.sub(" ", cell) if _MARKUP.sub("", cell).strip() else re.sub(r"\W+", " ", cell)
    return refused("markup-in-name", " ".join(left.split()), marks=marks.group())


def _check_pasted(cell: str, *, is_name: bool) -> Verdict | None:
    """Judge what comes with a text that was pasted: how to reach somebody, signs of a PDF, markup in a name."""
    if found := _PERSONAL.search(cell):
        return refused("personal-detail", found=found.group())
    if _LIGATURE.search(cell):
        return refused("ligature", _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), cell))
    return _check_markup(cell) if is_name else None


def check_words(cell: str, *, is_code: bool, is_name: bool) -> Verdict | None:
    """Judge a text that is no listed value and no link: line breaks, markup, dashes and letters that look right."""
    pasted = None if is_code else _check_pasted(cell, is_name=is_name)
    if pasted:
        return pasted
    if "\n" in cell and is_name:
        return refused("line-break", " ".join(cell.split()))
    if cell.isascii():
        return None
    dashes = characters.DASHES if is_code else characters.HIDDEN_DASHES if is_name else ""
    if any(char in dashes for char in cell):
        return refused("look-alike-dash", re.sub(f"[{dashes}]", "-", cell))
    letter = characters.find_foreign_letter(cell)
    return refused("look-alike-letter", characters.latin(cell), letter=letter) if letter else None
