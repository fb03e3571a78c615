"""`new`: entering what happens in a year, from an inspection to a moved address, by options or by asking."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from ratings_site.author import AuthorError
from ratings_site.author.book import Book
from ratings_site.author.commands import beside
from ratings_site.author.entries import (
    PUBLISHER,
    STATES,
    enter_correction,
    enter_inspection,
    enter_postponement,
    enter_premises,
    enter_programme,
    enter_publication,
    enter_ratings,
    enter_state,
    enter_step,
    enter_succession,
    split_date,
)
from ratings_site.author.lookup import (
    AREA_COLUMNS,
    find_area,
    find_lacking,
    find_open_area,
    find_programme,
    find_region,
    find_standards,
)
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

QUESTIONS = {
    "inspection": {
        "area": "What was inspected (name or id of a PDU, a region or approved premises, or national)?",
        "published": "When is the report published (2026-11-20, or 2026-11 or 2026 where no more is known)?",
        "overall": "Overall rating (Outstanding, Good, Requires improvement, Inadequate or Not rated)?",
        "title": "Title of the report, exactly?",
        "url": "Its address (https://...)?",
    },
    "publication": {
        "type": "What type of publication is it (as in publications.csv)?",
        "title": "Its title, exactly?",
        "published": "When is it published (2026-11-20, or 2026-11 or 2026 where no more is known)?",
        "url": "Its address (https://...)?",
    },
    "correction": {
        "table": "In which table is the cell (ratings, inspections, ...)?",
        "row": "Which row (its key, parts joined by a slash)?",
        "column": "Which column?",
        "now": "What must it say?",
        "reason": "Why was it wrong, in a sentence for readers?",
    },
    "record": {
        "as_at": "By which day does a public record show it (2026-11-20)?",
        "source_title": "Title of that record?",
        "source_url": "Its address (https://...)?",
    },
    "programme": {
        "id": "A short id, with the year in which it begins (as in core-2026)?",
        "name": "What is it called, in plain words?",
        "started": "When did it begin (2026-11-20, or 2026-11 or 2026 where no more is known)?",
        "source_title": "Title of the page or paper that lists its standards?",
        "source_url": "Its address (https://...)?",
    },
    "premises": {
        "name": "What are they called?",
        "town": "In which town?",
        "source_title": "Title of the report or list that names them?",
        "source_url": "Its address (https://...)?",
    },
    "ratings": {"inspection": "Which inspection (its id, a name and a year)?"},
    "state": {
        "inspection": "Which inspection (its id, a name and a year)?",
        "since": "Since which day (2026-11-20)?",
        "reason": "Why, in a sentence for readers?",
    },
    "postponement": {
        "inspection": "Which inspection (its id, as in wakefield-2026)?",
        "published": "When is the report published now (2026-12-04)?",
    },
    "rename": {"pdu": "Which PDU (name or id)?", "name": "What is it called now?"},
    "move": {"pdu": "Which PDU (name or id)?", "region": "Into which region (name or id)?"},
}
"""What each entry cannot do without, and how it is asked for at a terminal."""


def add_new(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command `new` with its kinds."""
    adding = commands.add_parser("new")
    kinds = adding.add_subparsers(metavar="KIND", required=True)
    shared = argparse.ArgumentParser(add_help=False, parents=[common])
    sourced = argparse.ArgumentParser(add_help=False)
    sourced.add_argument("--source", default="", help="id of a source that is in sources.csv already")
    sourced.add_argument("--source-title", default="", help="title of a new source; default: the title entered")
    sourced.add_argument("--source-url", default="", help="address of a new source; default: the address entered")
    sourced.add_argument("--publisher", default=PUBLISHER, help="publisher of a new source")
    sourced.add_argument("--licence", default="", help="licence of a new source, as OGL-UK-3.0")
    sourced.add_argument("--note", default="", help="doubt or explanation, for the column note")

    _add_reports(kinds, shared, sourced)
    _add_areas(kinds, shared, sourced)

    redirect = kinds.add_parser("redirect", parents=[common], help="an address that moved")
    redirect.add_argument("address", help="the former address, as in /pdus/old/")
    redirect.add_argument("targets", nargs="+", metavar="target", help="where its readers go")
    redirect.set_defaults(command=guarded(redirect_command))


def _add_reports(kinds: Commands, shared: argparse.ArgumentParser, sourced: argparse.ArgumentParser) -> None:
    """What happens to reports and to what they say."""
    inspection = kinds.add_parser("inspection", parents=[shared, sourced], help="an inspection with its ratings")
    _add_questions(inspection, "inspection")
    inspection.add_argument("--programme", default="", help="id of the programme; default: the newest that fits")
    inspection.add_argument("--score", default="", help="composite score, where a source states it")
    inspection.add_argument("--rating", action="append", default=[], metavar="STANDARD=RATING", help="once a standard")
    inspection.set_defaults(command=guarded(inspection_command))

    filling = kinds.add_parser("ratings", parents=[shared, sourced], help="ratings that were not available")
    _add_questions(filling, "ratings")
    filling.add_argument("--score", default="", help="composite score, if the report states it")
    filling.add_argument("--rating", action="append", default=[], metavar="STANDARD=RATING", help="once a standard")
    filling.set_defaults(command=guarded(ratings_command))

    publication = kinds.add_parser("publication", parents=[shared, sourced], help="a publication of another kind")
    _add_questions(publication, "publication")
    publication.set_defaults(command=guarded(publication_command))

    correction = kinds.add_parser("correction", parents=[shared], help="a cell put right, with the reason")
    _add_questions(correction, "correction")
    correction.add_argument("--was", help="what was published, where the cell holds the right value already")
    more = "a further cell with the same reason"
    correction.add_argument("--also", action="append", default=[], metavar="TABLE:ROW:COLUMN=VALUE", help=more)
    correction.set_defaults(command=guarded(correction_command))

    for name, state in STATES.items():
        stating = kinds.add_parser(name.replace(" ", "-"), parents=[shared], help=f"a report that is {state}")
        _add_questions(stating, "state")
        stating.set_defaults(command=guarded(state_command), state=state)

    postponing = kinds.add_parser("postponement", parents=[shared], help="a report that comes out on another day")
    _add_questions(postponing, "postponement")
    postponing.set_defaults(command=guarded(postponement_command))


def _add_areas(kinds: Commands, shared: argparse.ArgumentParser, sourced: argparse.ArgumentParser) -> None:
    """What happens to PDUs, approved premises and programmes."""
    for name, change in (("split", "split"), ("merge", "merged")):
        following = kinds.add_parser(name, parents=[shared, sourced], help=f"PDUs that {change}")
        following.add_argument("--pdu", action="append", default=[], metavar="PDU", help="one that closed (name or id)")
        following.add_argument("--into", action="append", default=[], metavar="NAME", help="name of one that followed")
        following.add_argument("--as-at", default="", help=QUESTIONS["record"]["as_at"])
        following.set_defaults(command=guarded(succession_command), change=change)

    programme = kinds.add_parser("programme", parents=[shared, sourced], help="a programme with other standards")
    _add_questions(programme, "programme")
    programme.add_argument("--standard", action="append", default=[], metavar="NAME", help="once a standard, in order")
    programme.add_argument("--inspects", default="pdu", choices=[*AREA_COLUMNS, "national"], help="what is inspected")
    programme.set_defaults(command=guarded(programme_command))

    premises = kinds.add_parser("premises", parents=[shared, sourced], help="approved premises not inspected before")
    _add_questions(premises, "premises")
    premises.add_argument("--region", default="", help="the region that the town lies in, where that is known")
    premises.set_defaults(command=guarded(premises_command))

    for name, column in (("rename", "name"), ("move", "region_id")):
        stepping = kinds.add_parser(name, parents=[shared, sourced], help=f"a PDU with another {column.split('_')[0]}")
        _add_questions(stepping, name)
        stepping.add_argument("--as-at", default="", help=QUESTIONS["record"]["as_at"])
        stepping.add_argument("--was", default="", help="what was released, where the row has the new one already")
        stepping.set_defaults(command=guarded(step_command), column=column, kind=name)


def inspection_command(options: argparse.Namespace) -> int:
    """Enter an inspection."""
    asks = sys.stdin.isatty() and not options.rating
    book = Book(Path(options.package), options.on)
    told = answers("inspection", options, checks=inspection_checks(book))
    ratings, score = read_ratings(options.rating), options.score
    if asks:
        kind, _ = find_area(book, told["area"])
        programme = options.programme or find_programme(book, kind, told["overall"])
        score, ratings = ask_ratings(book, find_standards(book, programme, kind), score, ask=input)
    more = {"programme": options.programme, "score": score, "note": options.note}
    return _enter(options, lambda book: [enter_inspection(book, told, _source(options), ratings=ratings, **more)])


def inspection_checks(book: Book) -> dict[str, Check]:
    """What judges the answers about an inspection, each as soon as it is given."""
    return {
        "area": lambda text: find_open_area(book, text),
        "published": split_date,
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


def publication_command(options: argparse.Namespace) -> int:
    """Enter a publication."""
    told = answers("publication", options)
    return _enter(options, lambda book: [enter_publication(book, told, _source(options), note=options.note)])


def correction_command(options: argparse.Namespace) -> int:
    """Put cells right and record why."""
    told = answers("correction", options)
    cell, more = (told["table"], told["row"], told["column"]), [read_cell(text) for text in options.also]

    def correct(book: Book) -> list[str]:
        first = enter_correction(book, cell, told["now"], told["reason"], was=options.was)
        return [first, *(enter_correction(book, other, now, told["reason"]) for other, now in more)]

    return _enter(options, correct)


def ratings_command(options: argparse.Namespace) -> int:
    """Fill in ratings that were not available."""
    told = answers("ratings", options)
    ratings, score = read_ratings(options.rating), options.score
    if not ratings and not score and sys.stdin.isatty():
        book = Book(Path(options.package), options.on)
        lacking, known = find_lacking(book, told["inspection"])
        score, ratings = ask_ratings(book, lacking, known, ask=input)
        score = "" if known else score
    if not ratings and not score:
        raise AuthorError(["Say which: --rating STANDARD=RATING, once a standard, or --score."])
    return _enter(
        options,
        lambda book: [enter_ratings(book, told["inspection"], _source(options), ratings=ratings, score=score)],
    )


def succession_command(options: argparse.Namespace) -> int:
    """Close the PDUs that split or merged, and open those they became."""
    told = answers("record", options)
    one, many = (options.pdu, options.into) if options.change == "split" else (options.into, options.pdu)
    if len(one) != 1 or len(many) <= 1:
        wanted = {"split": "--pdu PDU --into NAME --into NAME", "merged": "--pdu PDU --pdu PDU --into NAME"}
        raise AuthorError([f"Say what became of what: {wanted[options.change]}."])
    done = _enter(
        options,
        lambda book: enter_succession(
            book,
            options.change,
            options.pdu,
            options.into,
            shown_by=told["as_at"],
            source=_record(options, told),
            note=options.note,
        ),
    )
    if options.change == "split":
        print("Then give each place of the closed PDU in places.csv to the one that serves it now.")
    return done


def programme_command(options: argparse.Namespace) -> int:
    """Enter a programme with its standards."""
    told = answers("programme", options)
    if not options.standard:
        raise AuthorError(["A programme has standards: --standard NAME, once for each, in their order."])
    more = {"area_type": options.inspects, "note": options.note}
    return _enter(options, lambda book: [enter_programme(book, told, options.standard, _record(options, told), **more)])


def premises_command(options: argparse.Namespace) -> int:
    """Enter approved premises."""
    told = answers("premises", options)

    def enter(book: Book) -> list[str]:
        region = find_region(book, options.region) if options.region else ""
        return [enter_premises(book, told, _record(options, told), region=region, note=options.note)]

    return _enter(options, enter)


def state_command(options: argparse.Namespace) -> int:
    """Say what became of a report."""
    told = answers("state", options)
    return _enter(
        options, lambda book: [enter_state(book, told["inspection"], options.state, told["since"], told["reason"])]
    )


def postponement_command(options: argparse.Namespace) -> int:
    """Give a report still to come another day."""
    told = answers("postponement", options)
    return _enter(options, lambda book: [enter_postponement(book, told["inspection"], told["published"])])


def step_command(options: argparse.Namespace) -> int:
    """Give a PDU another name or another region."""
    told = answers(options.kind, options) | answers("record", options)

    def step(book: Book) -> list[str]:
        now = told["name"] if options.column == "name" else find_region(book, told["region"])
        more = {"was": options.was, "shown_by": told["as_at"], "source": _record(options, told), "note": options.note}
        return [enter_step(book, told["pdu"], options.column, now, **more)]

    return _enter(options, step)


def redirect_command(options: argparse.Namespace) -> int:
    """Send the readers of an address on."""
    releases, file = beside(options.package)
    version = newest_release(releases) if read_index(releases) else "1.0.0"
    register = addresses.move(addresses.read_register(file), options.address, options.targets, version=version)
    addresses.write_register(file, register)
    print(f"{options.address} now leads to {' and '.join(options.targets)}.")
    return 0


def answers(
    kind: str,
    options: argparse.Namespace,
    ask: Ask | None = None,
    *,
    checks: Mapping[str, Check] = MappingProxyType({}),
) -> dict[str, str]:
    """What an entry cannot do without: from the options, or asked for at a terminal, each answer judged at once.

    Raises AuthorError where something is lacking and nobody is there to be asked.
    """
    questions = {name: text for name, text in QUESTIONS[kind].items() if not _is_given(options, name)}
    told = {name: str(getattr(options, name) or "") for name in QUESTIONS[kind] if name not in questions}
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


def _add_questions(parser: argparse.ArgumentParser, kind: str) -> None:
    for name, text in QUESTIONS[kind].items():
        if not name.startswith("source_"):  # every entry with a source has those
            parser.add_argument(f"--{name}", default=None, help=text.replace("%", "%%"))


def _is_given(options: argparse.Namespace, name: str) -> bool:
    """An option given as an empty text is an answer; a source that is known needs no title and no address."""
    value = getattr(options, name)
    return (
        value not in (None, "")
        or (value == "" and name in {"url", "now", "column"})
        or bool(name.startswith("source_") and options.source)
    )


def _source(options: argparse.Namespace) -> dict[str, str]:
    """Where the facts come from: the id of a source that is there, or what a new one needs."""
    return {
        "source_id": options.source,
        "title": options.source_title,
        "url": options.source_url,
        "publisher": options.publisher,
        "licence": options.licence,
    }


def _record(options: argparse.Namespace, told: Mapping[str, str]) -> dict[str, str]:
    """The public record that shows it, as it was asked for."""
    return {**_source(options), "title": told["source_title"], "url": told["source_url"]}


def _enter(options: argparse.Namespace, enter: Callable[[Book], Iterable[str]]) -> int:
    book = Book(Path(options.package), options.on)
    made = enter(book)
    files = book.save()
    print(f"Entered {', '.join(made)} in {', '.join(files)}.")
    print("Look at it with: make serve. See what it changes with: make changes.")
    return 0
