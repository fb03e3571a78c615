"""What inspectors found, as pages show it: by kind, inspection by inspection, each with what it counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ratings_site.model.directory import Directory, Finding, Inspection, Source
from ratings_site.model.rows import Area
from ratings_site.model.wording import say, say_count, to_count, to_say
from ratings_site.pages.statistics import number_sentence
from ratings_site.wording.words import date_words, number_word

KINDS = {
    "strength": to_say("What was good"),
    "concern": to_say("What was of concern"),
    "cause": to_say("What stood in the way"),
    "change": to_say("What had changed"),
    "recommendation": to_say("What inspectors recommend"),
    "forward look": to_say("What was to come"),
}
"""The kinds of finding in the order in which pages show them, and what they are called there."""

OPEN = 6
"""How many findings of an inspection are shown without opening a fold."""

Groups = tuple[tuple[str, tuple[Finding, ...]], ...]
Sourced = tuple[tuple[str, Source], ...]
"""Sentences, each with where it is from."""


@dataclass(frozen=True)
class Found:
    """What one inspection found; without an inspection, what publications say of several units of the area."""

    inspection: Inspection | None
    findings: Groups
    more: Groups
    facts: Sourced
    numbers: Sourced
    source: Source | None
    """Where all findings are from; None where they are from several sources."""

    @property
    def texts(self) -> Iterator[str]:
        """Every text of it, for the explanation of its words."""
        for _, rows in (*self.findings, *self.more):
            for row in rows:
                yield from (row.summary, row.quote, row.note)
        yield from (sentence for sentence, _ in (*self.facts, *self.numbers))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of it."""
        told = (row.source for _, rows in (*self.findings, *self.more) for row in rows)
        return (*told, *(source for _, source in (*self.facts, *self.numbers)))


def found_in(area: Area, directory: Directory) -> tuple[Found, ...]:
    """Its newest inspection, whatever we hold of it, then what else is held of the area."""
    inspected = [found_by(inspection, directory) for inspection in area.inspections if inspection.counts]
    told = [f for rows in directory.findings.values() for f in rows if f.publication_id and f.region_id == area.id]
    others = (*inspected[1:], found(None, told, (), ()))
    return (*inspected[:1], *(other for other in others if other.findings or other.facts or other.numbers))


def found_by(inspection: Inspection, directory: Directory) -> Found:
    """What is held of one inspection."""
    rows = directory.findings.get(inspection.inspection_id, ())
    numbers = directory.numbers.get(inspection.inspection_id, ())
    counts = tuple((number_sentence(number), number.source) for number in numbers)
    return found(inspection, rows, facts_of(inspection, rows), counts)


def found(inspection: Inspection | None, rows: Iterable[Finding], facts: Sourced, numbers: Sourced) -> Found:
    """Findings by kind, with those that no longer fit in the open apart."""
    order = list(KINDS)
    ordered = sorted(rows, key=lambda row: order.index(row.kind))
    sources = dict.fromkeys(row.source for row in ordered)
    return Found(
        inspection=inspection,
        findings=by_kind(ordered[:OPEN]),
        more=by_kind(ordered[OPEN:]),
        facts=facts,
        numbers=numbers,
        source=next(iter(sources)) if len(sources) == 1 else None,
    )


def by_kind(rows: Iterable[Finding]) -> Groups:
    """Findings under what their kind is called."""
    held = list(rows)
    groups = ((say(name), tuple(row for row in held if row.kind == kind)) for kind, name in KINDS.items())
    return tuple((name, of_kind) for name, of_kind in groups if of_kind)


def facts_of(inspection: Inspection, rows: Iterable[Finding]) -> Sourced:
    """When inspectors were there, and how many recommendations they made, where no finding says so."""
    said: list[tuple[str, Source]] = []
    if inspection.fieldwork_from and inspection.fieldwork_to and inspection.fieldwork_source:
        days = (inspection.fieldwork_from, inspection.fieldwork_to)
        first, last = (date_words(day, inspection.fieldwork_precision) for day in days)
        when = first if first == last else say("{first} to {last}", first=first, last=last)
        said.append((say("Fieldwork: {when}.", when=when), inspection.fieldwork_source))
    count = inspection.recommendations
    if count and inspection.recommendations_source and not any(row.kind == "recommendation" for row in rows):
        forms = to_count("The report makes one recommendation.", "The report makes {count} recommendations.")
        said.append((say_count(forms, count, count=number_word(count)), inspection.recommendations_source))
    return tuple(said)
