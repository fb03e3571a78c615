"""The translations: what would break a page, or show it in words that nobody vouches for, with the line of the file."""

import re
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from ratings_site.check.characters import NO_TEXT
from ratings_site.check.issues import Issue, Place, issue
from ratings_site.model.wording import GAP

_OPEN = re.compile(r'^(?:(?:msg\w+(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*)$')
"""A line whose quotation mark is not closed, which the library would cut short without a word."""


def check_translations(file: Path) -> list[Issue]:
    """Every problem of a file of translations, in the order of its lines."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        if opened := [number for number, line in enumerate(lines, 1) if _OPEN.match(line)]:
            return [_issue("translations-unreadable", file, opened[0], "A quotation mark is not closed here.")]
        with file.open("rb") as stream:
            catalogue = read_po(stream, locale=file.parts[-3], abort_invalid=True)
    except PoFileError as error:
        return [_issue("translations-unreadable", file, error.lineno + 1, f"This line cannot be read: {error}.")]
    except (OSError, ValueError) as error:
        return [_issue("translations-unreadable", file, None, f"The file cannot be read: {error}.")]
    if problem := _rule_problem(catalogue):
        return [_issue("translation-plural", file, 1, problem)]
    shown = (message for message in catalogue if message.id and not message.fuzzy)
    found = ((message.lineno, *told) for message in shown for told in _problems(message, catalogue))
    return sorted(_issue(check, file, line, text) for line, check, text in found)


def _issue(check: str, file: Path, line: int | None, message: str) -> Issue:
    remedy = "Mend it, or mark the message as fuzzy until somebody has: then it is not shown."
    return issue(check, Place(file.as_posix(), line), message=message, remedy=remedy)


def _rule_problem(catalogue: Catalog) -> str:
    """What is wrong with the rule of plurals in the head of the file; empty where nothing is."""
    try:
        rule = c2py(catalogue.plural_expr)
    except ValueError as error:
        return f"The rule of plurals in the head of the file cannot be read: {error}."
    beyond = f"The rule of plurals in the head of the file gives a form beyond its {catalogue.num_plurals}."
    return beyond if any(rule(count) >= catalogue.num_plurals for count in range(200)) else ""


def _problems(message: Message, catalogue: Catalog) -> Iterator[tuple[str, str]]:
    english = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    if not any(forms):
        return
    if len(english) > 1 and (len(forms) != catalogue.num_plurals or not all(forms)):
        yield "translation-plural", f"“{english[0]}” needs all {catalogue.num_plurals} forms, or none."
    if not message.user_comments:
        yield "translation-without-source", f"“{english[0]}” has no comment that says where its translation is from."
    for form in filter(None, forms):
        yield from _form_problems(english, form)


def _form_problems(english: tuple[str, ...], form: str) -> Iterator[tuple[str, str]]:
    """What is wrong with one translation; a form of a count may leave out a gap that an English form leaves out."""
    wanted, given = [set(GAP.findall(text)) for text in english], set(GAP.findall(form))
    for gap in sorted(set.intersection(*wanted) - given):
        yield "translation-gap", f"“{form}” lacks the gap {{{gap}}} of “{english[-1]}”."
    for gap in sorted(given - set.union(*wanted)):
        yield "translation-gap", f"“{form}” has the gap {{{gap}}}, and “{english[-1]}” has not."
    if re.search(r"[{}]", GAP.sub("", form)):
        yield "translation-gap", f"“{form}” has a brace that belongs to no gap."
    if sorted(re.findall(r"[<>]", form)) != sorted(re.findall(r"[<>]", english[-1])):
        yield "translation-markup", f"“{form}” has signs of markup (< or >) that “{english[-1]}” has not."
    if unseen := NO_TEXT.search(form):
        yield "translation-markup", f"“{form}” has a sign that nobody sees (U+{ord(unseen[0]):04X})."
