"""`new`: entering what happens in a year, from an inspection to a moved address, by options or by asking."""

import argparse
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ratings_site.author import AuthorError, entries, lookup
from ratings_site.author.book import Book
from ratings_site.author.commands import beside
from ratings_site.author.states import newest_release
from ratings_site.check.characters import did_you_mean
from ratings_site.check.issues import Place, issue
from ratings_site.check.values import check_link
from ratings_site.model.corrections import Cell
from ratings_site.model.tables import NOT_RATED, TextRow
from ratings_site.options import Commands, guarded
from ratings_site.publish import addresses
from ratings_site.publish.archive import read_index

Ask = Callable[[str], str]
Check = Callable[[str], object]
"""What judges an answer: it raises AuthorError where the answer cannot stand."""
Told = dict[str, str]
Given = argparse.Namespace

_TOLD = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SHARED = _TOLD.pop("shared")
_UNSAID = {"was": None}
"""What was empty before is said by an empty text, which is not the same as saying nothing."""


def merged(kind: str, part: str) -> dict[str, Any]:
    """The questions (`ask`) or the `options` of a kind of entry, its own first, then those that it uses."""
    parts = (_TOLD[kind], *(_SHARED[name] for name in _TOLD[kind].get("uses", ())))
    return {key: value for own in parts for key, value in own.get(part, {}).items()}


QUESTIONS: Mapping[str, Told] = {kind: merged(kind, "ask") for kind in _TOLD}
"""What each entry cannot do without, and how it is asked for at a terminal."""


def inspection(book: Book, told: Told, given: Given) -> list[str]:
    """Enter an inspection, after its ratings were asked for where none is given."""
    ratings, score = read_ratings(given.rating), given.score
    if sys.stdin.isatty() and not given.rating:
        kind, _ = lookup.find_area(book, told["area"])
        programme = given.programme or lookup.find_programme(book, kind, told["overall"])
        score, ratings = ask_ratings(book, lookup.find_standards(book, programme, kind), score, ask=input)
    more = {"programme": given.programme, "score": score, "note": given.note}
    return [entries.enter_inspection(book, told, source_of(given, told), ratings=ratings, **more)]


def ratings_filled(book: Book, told: Told, given: Given) -> list[str]:
    """Fill in ratings that were not available, after they were asked for where none is given."""
    ratings, score = read_ratings(given.rating), given.score
    if not ratings and not score and sys.stdin.isatty():
        lacking, known = lookup.find_lacking(book, told["inspection"])
        score, ratings = ask_ratings(book, lacking, known, ask=input)
        score = "" if known else score
    if not ratings and not score:
        raise AuthorError(["Say which: --rating STANDARD=RATING, once a standard, or --score."])
    return [entries.enter_ratings(book, told["inspection"], source_of(given, told), ratings=ratings, score=score)]


def correction(book: Book, told: Told, given: Given) -> list[str]:
    """Put cells right and record why."""
    first = ((told["table"], told["row"], told["column"]), told["now"], given.was)
    more = [(*read_cell(text), None) for text in given.also]
    return [entries.enter_correction(book, cell, now, told["reason"], was=was) for cell, now, was in (first, *more)]


def succession(change: str, book: Book, told: Told, given: Given) -> tuple[str, ...]:
    """Close the PDUs that split or merged, and open those they became."""
    one, many = (given.pdu, given.into) if change == "split" else (given.into, given.pdu)
    if len(one) != 1 or len(many) <= 1:
        wanted = {"split": "--pdu PDU --into NAME --into NAME", "merged": "--pdu PDU --pdu PDU --into NAME"}
        raise AuthorError([f"Say what became of what: {wanted[change]}."])
    more = {"shown_by": told["as_at"], "source": source_of(given, told), "note": given.note}
    return entries.enter_succession(book, change, given.pdu, given.into, **more)


def programme(book: Book, told: Told, given: Given) -> list[str]:
    """Enter a programme with its standards."""
    if not given.standard:
        raise AuthorError(["A programme has standards: --standard NAME, once for each, in their order."])
    more = {"area_type": given.inspects, "note": given.note}
    return [entries.enter_programme(book, told, given.standard, source_of(given, told), **more)]


def premises(book: Book, told: Told, given: Given) -> list[str]:
    """Enter approved premises."""
    region = lookup.find_region(book, given.region) if given.region else ""
    return [entries.enter_premises(book, told, source_of(given, told), region=region, note=given.note)]


def step(column: str, book: Book, told: Told, given: Given) -> list[str]:
    """Give a PDU another name or another region."""
    now = told["name"] if column == "name" else lookup.find_region(book, told["region"])
    more = {"was": given.was, "shown_by": told["as_at"], "source": source_of(given, told), "note": given.note}
    return [entries.enter_step(book, told["pdu"], column, now, **more)]


def state(name: str, book: Book, told: Told, _: Given) -> list[str]:
    """Say what became of a report."""
    return [entries.enter_state(book, told["inspection"], entries.STATES[name], told["since"], told["reason"])]


def publication(book: Book, told: Told, given: Given) -> list[str]:
    """Enter a publication."""
    return [entries.enter_publication(book, told, source_of(given, told), note=given.note)]


def postponement(book: Book, told: Told, _: Given) -> list[str]:
    """Give a report still to come another day."""
    return [entries.enter_postponement(book, told["inspection"], told["published"])]


ENTER: Mapping[str, Callable[[Book, Told, Given], Iterable[str]]] = {
    "inspection": inspection,
    "ratings": ratings_filled,
    "publication": publication,
    "correction": correction,
    **{name: partial(state, name) for name in entries.STATES},
    "postponement": postponement,
    "split": partial(succession, "split"),
    "merge": partial(succession, "merged"),
    "programme": programme,
    "premises": premises,
    "rename": partial(step, "name"),
    "move": partial(step, "region_id"),
}
"""What writes each kind of entry; new.toml says the rest of it."""


def add_new(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command `new` with its kinds."""
    kinds = commands.add_parser("new").add_subparsers(metavar="KIND", required=True)
    for kind in ENTER:
        parser = kinds.add_parser(kind, parents=[common], help=_TOLD[kind]["help"])
        options = merged(kind, "options")
        for name, text in QUESTIONS[kind].items():
            if name not in options:
                parser.add_argument(_option(name), default=None, help=text.replace("%", "%%"))
        for name, look in options.items():
            usual = {"action": "append", "default": []} if "metavar" in look else {"default": _UNSAID.get(name, "")}
            parser.add_argument(_option(name), **(usual | look))
        parser.set_defaults(command=guarded(new_command), kind=kind)
    redirect = kinds.add_parser("redirect", parents=[common], help="an address that moved")
    redirect.add_argument("address", help="the former address, as in /pdus/old/")
    redirect.add_argument("targets", nargs="+", metavar="target", help="where its readers go")
    redirect.set_defaults(command=guarded(redirect_command))


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def new_command(given: Given) -> int:
    """Enter something: ask for what is lacking, write it, and leave the tables alone where they would not pass."""
    book = Book(Path(given.package), given.on)
    told = answers(given.kind, given, checks=inspection_checks(book) if given.kind == "inspection" else {})
    made = ENTER[given.kind](book, told, given)
    files = book.save()
    print(f"Entered {', '.join(made)} in {', '.join(files)}.")
    print("Look at it with: make serve. See what it changes with: make changes.")
    if after := _TOLD[given.kind].get("after"):
        print(after)
    return 0


def redirect_command(given: Given) -> int:
    """Send the readers of an address on."""
    releases, file = beside(given.package)
    version = newest_release(releases) if read_index(releases) else "1.0.0"
    register = addresses.move(addresses.read_register(file), given.address, given.targets, version=version)
    addresses.write_register(file, register)
    print(f"{given.address} now leads to {' and '.join(given.targets)}.")
    return 0


def inspection_checks(book: Book) -> dict[str, Check]:
    """What judges the answers about an inspection, each as soon as it is given."""
    return {
        "area": partial(lookup.find_open_area, book),
        "published": entries.split_date,
        "overall": lambda text: one_of(text, [*scale_of(book), NOT_RATED]),
        "url": check_address,
    }


def scale_of(book: Book) -> list[str]:
    """The ratings, best first."""
    rows = sorted(book.sheet("rating_scale").rows(), key=lambda row: int(row["display_order"]))
    return list(dict.fromkeys(row["rating"] for row in rows))


def ask_ratings(book: Book, standards: list[TextRow], score: str, *, ask: Ask) -> tuple[str, dict[str, str]]:
    """Ask for the score and for the rating of each standard; an empty answer is one that no source gives."""
    names = scale_of(book)
    if standards and not score and standards[0]["area_type"] == "pdu":
        score = ask_until("Score (leave empty where the report gives none)?", whole_number, ask)
    asked = {
        standard["standard_id"]: ask_until(
            f"{standard['name']} ({', '.join(names)}; empty where the report gives none)?",
            lambda text: one_of(text, ["", *names]),
            ask,
        )
        for standard in standards
    }
    return score, {standard: rating for standard, rating in asked.items() if rating}


def ask_until(question: str, check: Check, ask: Ask) -> str:
    """Ask until the answer can stand, saying each time why it cannot."""
    while True:
        answer = ask(f"{question} ").strip()
        try:
            check(answer)
        except AuthorError as error:
            print(error)
        else:
            return answer


def one_of(text: str, allowed: list[str]) -> None:
    """Refuse what is none of these; raises AuthorError, which names the nearest."""
    if text not in allowed:
        words = ", ".join(word for word in allowed if word)
        raise AuthorError([f"{text!r} is none of {words}.{did_you_mean(text, allowed)}"])


def whole_number(text: str) -> None:
    """Refuse what is no number of points; an empty answer is one that nobody gives."""
    if text and not text.isdecimal():
        raise AuthorError([f"{text!r} is no number of points: write it in digits."])


def check_address(text: str) -> None:
    """Refuse an address that the check of the tables would refuse."""
    if text and (verdict := check_link(text)):
        raise AuthorError([issue(verdict.check, Place("answer"), value=text, **verdict.details).text])


def answers(
    kind: str,
    given: Given,
    ask: Ask | None = None,
    *,
    checks: Mapping[str, Check] = MappingProxyType({}),
) -> dict[str, str]:
    """What an entry cannot do without: from the options, or asked for at a terminal, each answer judged at once.

    Raises AuthorError where something is lacking and nobody is there to be asked.
    """
    questions = {name: text for name, text in QUESTIONS[kind].items() if not _is_given(given, name)}
    told = {name: str(getattr(given, name) or "") for name in QUESTIONS[kind] if name not in questions}
    if questions and ask is None and not sys.stdin.isatty():
        raise AuthorError([f"--{name.replace('_', '-')} is lacking. {text}" for name, text in questions.items()])
    asked = {name: ask_until(text, checks.get(name, lambda _: None), ask or input) for name, text in questions.items()}
    return told | asked


def read_ratings(pairs: Iterable[str]) -> dict[str, str]:
    """`Leadership=Good` and the like as ratings by standard."""
    wrong = [pair for pair in pairs if pair.count("=") != 1]
    if wrong:
        raise AuthorError([f"{pair!r}: write a rating as STANDARD=RATING, as in Leadership=Good." for pair in wrong])
    return {name.strip(): rating.strip() for name, _, rating in (pair.partition("=") for pair in pairs)}


def read_cell(text: str) -> tuple[Cell, str]:
    """`inspections:<id>:score=7` as a cell and its value."""
    found = re.fullmatch("([^:=]+):([^:=]+):([^:=]+)=(.*)", text)
    if found is None:
        raise AuthorError([f"{text!r}: write a further cell as TABLE:ROW:COLUMN=VALUE."])
    table, row, column, now = found.groups()
    return (table, row, column), now


def _is_given(given: Given, name: str) -> bool:
    """An option given as an empty text is an answer; a source that is known needs no title and no address."""
    value = getattr(given, name)
    return (
        value not in (None, "")
        or (value == "" and name in {"url", "now", "column"})
        or bool(name.startswith("source_") and given.source)
    )


def source_of(given: Given, told: Told) -> Told:
    """Where the facts come from: the id of a source that is there, or what a new one needs, as it was asked for."""
    return {
        "source_id": given.source,
        "title": told.get("source_title", given.source_title),
        "url": told.get("source_url", given.source_url),
        "publisher": given.publisher,
        "licence": given.licence,
    }
