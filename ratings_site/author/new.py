"""`new`: entering what happens in a year, from an inspection to a moved address, by options or by asking."""

import argparse
import sys
from collections.abc import Callable, Mapping
from functools import partial

from ratings_site.author import AuthorError, entries, lookup, states
from ratings_site.author.book import Book
from ratings_site.check.characters import did_you_mean
from ratings_site.check.issues import Place, issue
from ratings_site.check.values import check_link
from ratings_site.model.tables import NOT_RATED
from ratings_site.options import ENTRIES, Told, merged, option
from ratings_site.publish import addresses, archive

Ask = Callable[[str], str]
Check = Callable[[str], object]
"""What judges an answer: it raises AuthorError where the answer cannot stand."""


def new_command(given: argparse.Namespace) -> int:
    """Enter something: ask for what is lacking, write it, and leave the tables alone where they would not pass."""
    book, kind = Book(given.package, given.on), given.kind
    told = vars(given) | answers(kind, given, checks=inspection_checks(book) if kind == "inspection" else {})
    if sys.stdin.isatty() and "rating" in told and not told["rating"] and not (kind == "ratings" and told["score"]):
        told |= ratings_asked(book, told)
    made = entries.enter(book, kind, told)
    print(f"Entered {', '.join(made)} in {', '.join(book.save())}.")
    print("Look at it with: make serve. See what it changes with: make changes.")
    if after := ENTRIES[kind].get("after"):
        print(after)
    return 0


def redirect_command(given: argparse.Namespace) -> int:
    """Send the readers of an address on."""
    releases, file = states.beside(given.package)
    version = next((known.version for known in reversed(archive.read_index(releases))), "1.0.0")
    register = addresses.move(addresses.read_register(file), given.address, given.targets, version=version)
    addresses.write_register(file, register)
    print(f"{given.address} now leads to {' and '.join(given.targets)}.")
    return 0


def answers(
    kind: str, given: argparse.Namespace, ask: Ask | None = None, *, checks: Mapping[str, Check] | None = None
) -> dict[str, str]:
    """What an entry cannot do without: from the options, or asked for at a terminal, each answer judged at once.

    An option given as an empty text is an answer; a source that is known needs no title and no address. Raises
    AuthorError where something is lacking and nobody is there to be asked.
    """
    questions = merged(ENTRIES[kind], "ask")
    told = {name: getattr(given, name) for name in questions}
    known = {name for name, value in told.items() if value or (value == "" and name in {"url", "now", "column"})}
    known |= {name for name in questions if name.startswith("source_") and given.source}
    lacking = {name: text for name, text in questions.items() if name not in known}
    if lacking and ask is None and not sys.stdin.isatty():
        raise AuthorError(*(f"{option(name)} is lacking. {text}" for name, text in lacking.items()))
    asked = {name: ask_until(text, (checks or {}).get(name, str), ask or input) for name, text in lacking.items()}
    return {name: asked.get(name, told[name] or "") for name in questions}


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


def ratings_asked(book: Book, told: entries.Told, ask: Ask = input) -> Told:
    """The score and the ratings of an inspection, asked for one by one: a new one's, or what another lacks.

    An empty answer is one that no source gives.
    """
    if told["kind"] == "ratings":
        inspection = book.find("inspections", told["inspection"])
        standards, known = book.ask(lookup.ASK["lacking"], inspection), inspection["score"]
    else:
        (*_, standards), known = lookup.find_inspected(book, told), ""
    score, scale = told["score"], scale_of(book)
    if standards and not (score or known) and standards[0]["area_type"] == "pdu":
        score = ask_until("Score (leave empty where the report gives none)?", whole_number, ask)
    how, check = f"({', '.join(scale)}; empty where the report gives none)?", partial(one_of, allowed=["", *scale])
    asked = {one["standard_id"]: ask_until(f"{one['name']} {how}", check, ask) for one in standards}
    return {"score": score, "rating": [f"{standard}={rating}" for standard, rating in asked.items() if rating]}


def scale_of(book: Book) -> list[str]:
    """The ratings, best first."""
    rows = book.ask("select rating from rating_scale group by rating order by min(cast(display_order as integer))")
    return [row["rating"] for row in rows]


def inspection_checks(book: Book) -> dict[str, Check]:
    """What judges the answers about an inspection, each as soon as it is given."""
    return {
        "area": partial(lookup.find_open_area, book),
        "published": entries.split_date,
        "overall": partial(one_of, allowed=[*scale_of(book), NOT_RATED]),
        "url": check_address,
    }


def one_of(text: str, allowed: list[str]) -> None:
    """Refuse what is none of these; raises AuthorError, which names the nearest."""
    if text not in allowed:
        words = ", ".join(word for word in allowed if word)
        raise AuthorError(f"{text!r} is none of {words}.{did_you_mean(text, allowed)}")


def whole_number(text: str) -> None:
    """Refuse what is no number of points; an empty answer is one that nobody gives."""
    if text and not text.isdecimal():
        raise AuthorError(f"{text!r} is no number of points: write it in digits.")


def check_address(text: str) -> None:
    """Refuse an address that the check of the tables would refuse."""
    if text and (verdict := check_link(text)):
        raise AuthorError(issue(verdict.check, Place("answer"), value=text, **verdict.details).text)
