"""The rules of the data model that a description of columns cannot say; each is one function and its first line."""

from collections.abc import Mapping

from ratings_site.check.issues import KINDS, Findings, Severity
from ratings_site.check.rules import areas, columns, names, publications, ratings
from ratings_site.check.rules.facts import Facts, Finding, Rule, UnreadableTableError
from ratings_site.check.sheets import Row, Sheet

RULES: tuple[Rule, ...] = (
    names.check_names, names.check_inspection_ids, publications.check_publication_dates, areas.check_area,
    columns.check_precision, columns.check_order, columns.check_bounds, columns.check_status, ratings.check_bands,
    ratings.check_scales, areas.check_programme_standards, columns.check_entered_twice,
    publications.check_publications, publications.check_entered_twice, columns.check_programme_dates,
    columns.check_region_dates, ratings.check_standards_fit, ratings.check_basis, ratings.check_absence,
    ratings.check_standards_rated, ratings.check_score_basis, ratings.check_not_rated, ratings.check_scores,
    ratings.check_overall, ratings.check_overall_range, ratings.check_totals, areas.check_closed,
    areas.check_closed_when_inspected, areas.check_places_of_closed, areas.check_served, areas.check_changes,
    areas.check_whole_places, areas.check_council_codes, names.check_spelling, names.check_other_names,
    publications.check_corrections, columns.check_belonging, columns.check_halves, columns.check_quotations,
    columns.check_addresses,
)  # fmt: skip
"""In this order: an earlier message puts what it is about in doubt for the later ones."""

_OF_NO_WEIGHT = {"note", "question", "meaning", "report_url", "url", "source_id", "section", "summary", "title"}
"""Columns in which a refused cell says nothing against the rest of its row."""


def check_rules(sheets: Mapping[str, Sheet], found: Findings) -> None:
    """Apply every rule whose tables could be read; what an earlier message has put in doubt is not said again."""
    facts = Facts({name: sheet for name, sheet in sheets.items() if sheet.usable})
    in_doubt = (row for sheet in sheets.values() for row in sheet.rows if row.in_doubt - _OF_NO_WEIGHT)
    doubts = {name for row in in_doubt for name in _identity(row)}

    def report(findings: list[Finding]) -> None:
        for one in [one for one in findings if doubts.isdisjoint(_subjects(one))]:
            found.add(one.check, one.row.place(one.column), **one.words)
            if KINDS[one.check].severity is Severity.FAILURE:
                doubts.update(_identity(one.row) if one.about is None else one.about)

    warnings: list[Finding] = []
    for rule in RULES:
        try:
            findings = [one for one in rule(facts) if isinstance(one, Finding)]
        except UnreadableTableError:  # a table that it asks for could not be read, which has been said
            continue
        warnings += [one for one in findings if KINDS[one.check].severity is Severity.WARNING]
        report([one for one in findings if KINDS[one.check].severity is not Severity.WARNING])
    report(warnings)


def _identity(row: Row) -> set[str]:
    names = {row.schema.primary_key[0], "inspection_id"} & row.cells.keys()
    return {row[name] for name in names if row[name]}


def _subjects(finding: Finding) -> set[str]:
    """All that the finding speaks of: with one of them in doubt, it is not reported."""
    return _identity(finding.row) | (finding.about or set()) | finding.rests_on
