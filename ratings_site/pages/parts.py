"""Pieces that several kinds of page share: ratings and reports, who says so, corrections, words that are explained."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from ratings_site.model import rows, wording
from ratings_site.model.changes import FactChange
from ratings_site.model.counts import rated_units
from ratings_site.model.directory import Directory
from ratings_site.model.wording import say, words_of
from ratings_site.wording.rating import NOT_INSPECTED, Shown, shown_overall, shown_rating
from ratings_site.wording.words import chain, date_words, day_words, number_word, plural


@dataclass(frozen=True)
class Link:
    """A link: `address` is a path of this site (`pdus/wakefield/`) or a whole address elsewhere."""

    text: str
    address: str


def in_words(kind: str, value: str, **gaps: object) -> str:
    """A value of the tables in words, by what it says (`basis`: how something is known); empty where there is none."""
    return say(words_of("ratings")[kind][value], **gaps) if value else ""


def source_title(source: rows.Source) -> str:
    """The title of a source, after its publisher where that is not the inspectorate."""
    publisher = other_publisher(source)
    return say("{publisher}: {title}", publisher=publisher, title=source.title) if publisher else source.title


def other_publisher(source: rows.Source) -> str:
    """Who published a source, where that is not the inspectorate; what is press is called so."""
    if source.publisher_type == "inspectorate":
        return ""
    return say("{name} (press)", name=source.publisher) if source.publisher_type == "press" else source.publisher


def publisher_words(source: rows.Source) -> str:
    """Who published a source; what is press is called so, and what leads to a home page says so."""
    name, parts = other_publisher(source) or source.publisher, urlsplit(source.url)
    is_home_page = source.url and parts.path in {"", "/"} and not parts.query
    return say("{name} (home page)", name=name) if is_home_page else name


def reports_of(inspection: rows.Inspection) -> list[Link]:
    """The report of an inspection, in Welsh first on a page in Welsh, and what was published about it."""
    press, report = Link(say("Press release"), inspection.publication_url), Link(say("Report"), inspection.report_url)
    links = (press, report, welsh_report(inspection))
    return list({link.address: link for link in links if link and link.address}.values())[::-1]


def quotation(quote: str) -> str:
    """Words of a source, with dots where they begin or end within a sentence."""
    before = "… " if quote[0].islower() else ""
    return before + quote + ("" if quote.endswith((".", "!", "?", "’", "”")) else " …")


def address_words(publication: rows.Publication) -> str:
    """What stands at the address of a publication where that is not the publication itself."""
    words = words_of("ratings")["address"].get(publication.url_kind)
    return say(words) if words else ""


def corrected_on(directory: Directory, table: str, row_key: str, *columns: str) -> str:
    """The day on which one of these cells was last corrected, in words; empty where none was."""
    found = [directory.corrected_cells.get((table, row_key, column)) for column in columns]
    days = [correction.corrected_on for correction in found if correction]
    return day_words(max(days)) if days else ""


def corrected_values(
    correction: rows.Correction, directory: Directory, released: Mapping[str, FactChange]
) -> tuple[str, str]:
    """What a corrected value was and is: a date as exactly as it was known when the correction was released.

    `released` are the released corrections by their identifiers. Of others a date stands as it was typed, with a word.
    """
    fact, columns = released.get(correction.correction_id), directory.package.schemas[correction.table].column_names
    was, now = fact.known if fact else ("", "")
    is_held = fact or f"{correction.column}_precision" not in columns

    def told(value: str, precision: str) -> str:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return value
        if is_held:
            return date_words(date.fromisoformat(value), precision or "day")
        return say("{value} (as it was typed; how exactly the date was known is not held)", value=value)

    return told(correction.was, was), told(correction.now, now)


def corrected_areas(correction: rows.Correction, directory: Directory) -> list[rows.Area]:
    """The regions and PDUs that a correction is of."""
    pages = directory.corrections_by_page.items()
    return [directory.areas[of] for of, made in pages if of in directory.areas and correction in made]


def welsh_report(inspection: rows.Inspection | None) -> Link | None:
    """On a page in Welsh, the inspectorate's report in Welsh by its title, where one is known."""
    if inspection is None:
        return None
    address = wording.without_signs(wording.named(inspection.inspection_id, "address of the report"))
    is_known = address != inspection.inspection_id
    return Link(wording.named(inspection.inspection_id, "report"), address) if is_known else None


def shown_of(area: rows.Area, directory: Directory, *, gone: str = NOT_INSPECTED) -> Shown:
    """The newest rating of the current programme; without one it is not yet inspected, or closed before it was."""
    inspection = area.latest(directory.current_programme.programme_id)
    return Shown(gone) if inspection is None and area.is_closed else shown_overall(inspection)


def shown_standards(area: rows.Area, directory: Directory) -> tuple[Shown, ...]:
    """The ratings on each standard of the current programme, in their order; the state of an area that has none."""
    programme = directory.current_programme.programme_id
    inspection, standards = area.latest(programme), directory.standards_of(programme, area.kind)
    if inspection is None:
        return (shown_of(area, directory),) * len(standards)
    rated = {rating.standard.standard_id: rating for rating in inspection.ratings}
    return tuple(shown_rating(rated.get(standard.standard_id), inspection) for standard in standards)


def rated_words(ratings: Iterable[str], grades: Iterable[str]) -> str:
    """How many got which rating, best first: "one Good, ten Requires improvement"; empty where none is known."""
    counts = Counter(ratings)
    known = ((counts[grade], wording.named(grade)) for grade in grades if counts[grade])
    said = (say("{count} {rating}", count=number_word(count), rating=rating) for count, rating in known)
    return chain("{before}, {item}", said)


def pdus_sentence(region: rows.Region, directory: Directory) -> str:
    """How many of its PDUs were inspected in the current programme, and how they were rated."""
    found = rated_units(directory).get(region.id, Counter())
    inspected, living, forms = found.total(), len(region.living_pdus), words_of("ratings")["inspected"]
    gaps = {"pdus": plural(living, "pdu"), "count": wording.capital(number_word(inspected))}
    gaps["ratings"] = rated_words(found.elements(), directory.grades)
    if not inspected or inspected == living > 1:
        return say(forms["all" if inspected else "none"], **gaps)
    return wording.say_count(forms["some"], inspected, **gaps)


def followers(pdu: rows.Pdu, directory: Directory) -> list[rows.Pdu]:
    """The other PDUs that took over the work of one."""
    return [directory.pdus[step.other_id] for step in pdu.successors if step.other_id != pdu.id]


def welsh_names(english: str, *contexts: str) -> list[str]:
    """What a name is in Welsh, known as Welsh, where the catalogue has it in one of the contexts."""
    with wording.speaking("cy"):
        names = (wording.named(english, context) for context in contexts)
        return [name for name in names if name.startswith(wording.BEGIN)]


def meaning(term: Mapping[str, Any], directory: Directory) -> str:
    """What a word of the glossary means; of a scale and its points, those of the current programme."""
    programme, grades = directory.current_programme, directory.grades
    points = [say("{points} for {rating}", points=g.points, rating=wording.named(name)) for name, g in grades.items()]
    return say(
        term["text"],
        count=number_word(len(grades)),
        grades=chain("{before}, {item}", map(wording.named, grades)),
        points=chain("{before}, {item}", points),
        standards=plural(programme.pdu_standards or 0, "standard"),
        highest=programme.pdu_max_score,
    )


def anchor(heading: str) -> str:
    """The id that the glossary's page gives a heading."""
    return "-".join(re.sub(r"[^\w\s-]", "", heading).lower().split())


def terms_in(html: str) -> list[str]:
    """The names of the words of the glossary that a page in English uses, wherever in its text they stand."""
    text = unescape(re.sub(r"<script.*?</script>|<[^>]*>", " ", html, flags=re.DOTALL))
    said = " ".join(["", *re.findall(r"\w+", text.casefold()), ""])
    known = words_of("glossary").items()
    return [name for name, term in known if any(f" {sign} " in said for sign in term.get("signs", ()))]
