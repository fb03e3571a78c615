"""The words of a page that a neighbour would not use, each explained on that page in the glossary's own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from ratings_site.model.wording import say, to_say

WORDS_OF_TABLES = "Ratings on each standard, Programme, Overall rating, Score"
"""What the headings of the tables on the page of an area say."""


@dataclass(frozen=True)
class Term:
    """A word of the glossary and what it means; `signs` are words that call for it on a page."""

    english: str
    explained: str
    signs: tuple[str, ...] = ()

    @property
    def term(self) -> str:
        return say(self.english)

    @property
    def meaning(self) -> str:
        return say(self.explained)

    @property
    def anchor(self) -> str:
        """Its place on the glossary's page."""
        return anchor(self.english)

    def is_in(self, text: str) -> bool:
        """Whether a text, in English, calls for it."""
        return bool(self.signs) and bool(re.search(rf"\b(?:{'|'.join(self.signs)})\b", text, re.IGNORECASE))


GLOSSARY = {
    "probation": Term(
        to_say("Probation"),
        to_say(
            "The supervision of people who serve a sentence in the community or have left "
            "prison. People under it are called people on probation."
        ),
        (
            "how good is probation",
            "people on probation",
        ),
    ),
    "inspectorate": Term(
        to_say("HM Inspectorate of Probation"),
        to_say(
            "The independent body that inspects probation in England and Wales and publishes the "
            "reports this site draws on."
        ),
    ),
    "pdu": Term(
        to_say("Probation delivery unit (PDU)"),
        to_say("A local unit of probation. Each belongs to one region."),
        (
            "PDUs?",
            "probation delivery units?",
        ),
    ),
    "region": Term(
        to_say("Region"),
        to_say("One of the twelve parts of England and Wales in which probation is run."),
        ("regions?",),
    ),
    "practitioner": Term(
        to_say("Practitioner"),
        to_say("A member of staff who supervises people on probation."),
    ),
    "core": Term(
        to_say("Core inspection"),
        to_say("An inspection of a whole region and each of its PDUs against the same standards."),
        ("core inspections?",),
    ),
    "programme": Term(
        to_say("Programme"),
        to_say(
            "A set of rules under which inspections were made for some years. Ratings of "
            "different programmes stand under different rules, so this site does not compare "
            "them."
        ),
        ("programmes?",),
    ),
    "thematic": Term(
        to_say("Thematic inspection"),
        to_say("An inspection of one subject in several places. It rates no region and no PDU."),
    ),
    "further": Term(
        to_say("Serious further offence"),
        to_say("A serious offence with which a person is charged while on probation."),
    ),
    "standard": Term(
        to_say("Standard"),
        to_say("One of the things inspectors rate, such as staffing."),
        ("standards?",),
    ),
    "domains": Term(
        to_say("Domain one and domain two"),
        to_say(
            "The two parts of the standards. Domain one is about how the work is organised: "
            "leadership, staffing and services. Domain two is about the work in each case: "
            "assessment, planning, implementation and delivery, and reviewing."
        ),
    ),
    "rating": Term(
        to_say("Rating"),
        to_say("One of four grades: Outstanding, Good, Requires improvement, Inadequate."),
        (
            "ratings?",
            "rated",
            "grades?",
        ),
    ),
    "sufficient": Term(
        to_say("Sufficient"),
        to_say(
            "Inspectors read cases and say of each whether enough good work was done. The share "
            "of cases with enough decides the rating of a domain two standard."
        ),
    ),
    "score": Term(
        to_say("Composite score"),
        to_say(
            "The points of a PDU’s standards added up: 3 for Outstanding, 2 for Good, 1 for "
            "Requires improvement, 0 for Inadequate. With seven standards the highest score is "
            "21. This site also calls it the score."
        ),
        (
            "scores?",
            "points?",
        ),
    ),
    "overall": Term(
        to_say("Overall rating"),
        to_say("The one rating of the whole region or PDU. For a PDU it follows from the composite score."),
        ("overall",),
    ),
    "median": Term(
        to_say("Median"),
        to_say(
            "The value in the middle when all are put in order: half of them are above it or the "
            "same, half below it or the same."
        ),
        ("medians?",),
    ),
    "stated": Term(
        to_say("Stated"),
        to_say("A published source gives the rating in so many words."),
        ("stated",),
    ),
    "derived": Term(
        to_say("Derived"),
        to_say(
            "No source gives the rating, but published totals and scores leave only one possible "
            "rating. Derived means the same as worked out."
        ),
        (
            "derived",
            "worked out",
        ),
    ),
    "not_available": Term(
        to_say("Not available"),
        to_say("There is a rating, but no source we hold gives it."),
        (
            "not available",
            "not in any source we hold",
        ),
    ),
    "not_rated": Term(
        to_say("Not rated"),
        to_say("The inspection was of a kind that gives no ratings."),
        ("not rated",),
    ),
    "not_yet_inspected": Term(
        to_say("Not yet inspected"),
        to_say("There was no inspection in the programme."),
        ("not yet inspected",),
    ),
    "not_inspected": Term(
        to_say("Not inspected"),
        to_say("The unit closed before it was inspected in the programme."),
        ("not inspected",),
    ),
    "paused": Term(
        to_say("Paused"),
        to_say(
            "The inspectorate stopped the inspections of a programme before it had been "
            "everywhere. Areas it had not come to have no rating from it."
        ),
        ("paused",),
    ),
    "closed": Term(
        to_say("Closed"),
        to_say(
            "The unit is no longer there: it was split or became part of others. Its page stays, "
            "and leads to those that took over its work."
        ),
        ("has closed",),
    ),
    "renamed": Term(
        to_say("Renamed"),
        to_say("The unit has another name than before. It is the same unit, and its page keeps its address."),
        ("new name",),
    ),
    "ndelius": Term(
        to_say("nDelius code"),
        to_say("The code of a PDU in the case records system of the probation service."),
        ("nDelius code",),
    ),
}
"""Every word that is explained, in the order in which pages show them."""


def anchor(heading: str) -> str:
    """The id that the glossary's page gives a heading."""
    return "-".join(re.sub(r"[^\w\s-]", "", heading).lower().split())


def terms_in(*said: object) -> tuple[Term, ...]:
    """The words of the glossary that texts and views use, wherever in them they stand."""
    text = "\n".join(dict.fromkeys(text for part in said for text in texts_of(part)))
    return tuple(term for term in GLOSSARY.values() if term.is_in(text))


def texts_of(view: object) -> Iterator[str]:
    """Every text a view holds."""
    if isinstance(view, str):
        yield view
    elif is_dataclass(view) and not isinstance(view, type):
        for field in fields(view):
            yield from texts_of(getattr(view, field.name))
    elif isinstance(view, tuple | list):
        for part in view:
            yield from texts_of(part)
