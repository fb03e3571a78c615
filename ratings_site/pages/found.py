"""What inspectors found, as pages show it: by kind, inspection by inspection, each with what it counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ratings_site.model.directory import Directory, Finding, Inspection, Source, by_weight
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


Groups = tuple[tuple[str, tuple[Finding, ...]], ...]
Sourced = tuple[tuple[str, Source], ...]
"""Sentences, each with where it is from."""


@dataclass(frozen=True)
class Found:
    """What one inspection found."""

    findings: Groups
    facts: Sourced
    numbers: Sourced
    source: Source | None
    """Where all findings are from; None where they are from several sources."""

    @property
    def texts(self) -> Iterator[str]:
        """Every text of it, for the explanation of its words."""
        for _, rows in self.findings:
            for row in rows:
                yield from (row.summary, row.quote, row.note)
        yield from (sentence for sentence, _ in (*self.facts, *self.numbers))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of it."""
        told = (row.source for _, rows in self.findings for row in rows)
        return (*told, *(source for _, source in (*self.facts, *self.numbers)))


def found_by(inspection: Inspection, directory: Directory) -> Found:
    """What is held of one inspection."""
    rows = directory.findings.get(inspection.inspection_id, ())
    sources = dict.fromkeys(row.source for row in rows)
    return Found(
        findings=by_kind(by_weight(rows)),
        facts=facts_of(inspection, rows),
        numbers=tuple((number_sentence(n), n.source) for n in directory.numbers.get(inspection.inspection_id, ())),
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
    return (*said, *recommendations_of(inspection, rows))


def recommendations_of(inspection: Inspection, rows: Iterable[Finding]) -> Sourced:
    """How many recommendations the report makes, where it is known and no finding says so."""
    count, source = inspection.recommendations, inspection.recommendations_source
    if not count or source is None or any(row.kind == "recommendation" for row in rows):
        return ()
    forms = to_count("The report makes one recommendation.", "The report makes {count} recommendations.")
    return ((say_count(forms, count, count=number_word(count)), source),)
