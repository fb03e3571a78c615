"""The rules of the data model that a description of columns cannot say; each is one function and its first line."""

from collections.abc import Mapping

from ratings_site.check.issues import KINDS, Findings, Severity
from ratings_site.check.rules import areas, dates, names, publications, ratings, said
from ratings_site.check.rules.facts import Facts, Finding, Rule
from ratings_site.check.sheets import Row, Sheet

RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (names.check_names, ("regions", "pdus", "pdu_names", "publications", "standards")),
    (names.check_inspection_ids, ("inspections", "publications", "standards")),
    (publications.check_publication_dates, ("inspections", "publications")),
    (areas.check_area, ("inspections",)),
    (dates.check_precision, ()),
    (dates.check_order, ("pdus", "programmes", "inspections", "statistics")),
    (ratings.check_bands, ("score_bands", "rating_scale")),
    (ratings.check_scales, ("programmes", "rating_scale", "inspections", "ratings", "standards")),
    (areas.check_programme_standards, ("programmes", "standards", "rating_scale")),
    (dates.check_entered_twice, ("inspections",)),
    (publications.check_publications, ("inspections", "publications")),
    (dates.check_programme_dates, ("inspections", "programmes")),
    (dates.check_region_dates, ("inspections", "pdus")),
    (ratings.check_standards_fit, ("ratings", "inspections", "standards")),
    (ratings.check_basis, ("ratings",)),
    (ratings.check_absence, ("ratings",)),
    (ratings.check_standards_rated, ("ratings", "inspections", "standards", "programmes")),
    (ratings.check_score_basis, ("inspections",)),
    (ratings.check_not_rated, ("inspections", "programmes")),
    (ratings.check_scores, ("ratings", "inspections", "standards", "programmes", "rating_scale")),
    (ratings.check_overall, ("inspections", "score_bands")),
    (ratings.check_totals, ("rating_totals", "ratings", "inspections", "standards", "programmes", "rating_scale")),
    (areas.check_closed, ("pdus", "pdu_changes")),
    (areas.check_changes, ("pdu_changes",)),
    (areas.check_whole_places, ("places",)),
    (areas.check_council_codes, ("places",)),
    (names.check_spelling, ()),
    (names.check_other_names, ("pdus", "pdu_names")),
    (publications.check_corrections, ("corrections",)),
    (said.check_belonging, ()),
    (said.check_quotations, ()),
    (said.check_addresses, ()),
)
"""Each rule with the tables it reads. An earlier message puts what it is about in doubt for the later ones."""

_OF_NO_WEIGHT = {"note", "question", "meaning", "report_url", "url", "source_id", "section", "summary", "title"}
"""Columns in which a refused cell says nothing against the rest of its row."""


def check_rules(sheets: Mapping[str, Sheet], found: Findings) -> None:
    """Apply every rule whose tables could be read; what an earlier message has put in doubt is not said again."""
    readable = {name: sheet for name, sheet in sheets.items() if sheet.usable}
    facts = Facts(readable)
    doubts = {doubt for sheet in sheets.values() for doubt in _doubts(sheet)}
    warnings: list[Finding] = []
    for rule, needs in RULES:
        findings = list(rule(facts)) if set(needs) <= readable.keys() else []
        failures = [one for one in findings if KINDS[one.check].severity is Severity.FAILURE]
        warnings += [one for one in findings if one not in failures]
        certain = [one for one in failures if doubts.isdisjoint(one.subjects | _identity(readable[one.table], one.row))]
        for finding in certain:
            _report(finding, readable, found)
            doubts |= finding.about
    for finding in warnings:
        if doubts.isdisjoint(finding.subjects | _identity(readable[finding.table], finding.row)):
            _report(finding, readable, found)


def _doubts(sheet: Sheet) -> set[str]:
    in_doubt = (row for row in sheet.rows if row.in_doubt - _OF_NO_WEIGHT)
    return {name for row in in_doubt for name in _identity(sheet, row)}


def _identity(sheet: Sheet, row: Row) -> set[str]:
    names = {sheet.schema.primary_key[0], "inspection_id"} & row.cells.keys()
    return {row[name] for name in names if row[name]}


def _report(finding: Finding, sheets: Mapping[str, Sheet], found: Findings) -> None:
    place = sheets[finding.table].place(finding.row, finding.column)
    found.add(finding.check, place, value=finding.value, **finding.words)
