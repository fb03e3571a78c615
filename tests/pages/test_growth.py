"""What a page costs does not grow with what there is: counted, so that it is seen before anybody waits for it.

Of more units than a page lists each region has a page of its own, and no unit is left out.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from ratings_site.model import directory as model
from ratings_site.pages.contents import KINDS, pages_of
from ratings_site.pages.page import Facts, Furniture, render_pages
from tests.frozen import frozen_facts, frozen_release, frozen_tables

FURNITURE = Furniture(lambda *_: "", "https://ratings.example/")
LISTS = {"home", "pdus", "ratings", "compare", "then-and-now", "standard"}
UNIT = re.compile(r'href="[./]*pdus/([^/"]+)/')


def pages_of_lists(facts: Facts) -> dict[str, str]:
    """The pages that name all units of the package, and those in whose place they come where there are more."""
    kinds = [kind for kind in KINDS if kind.template in LISTS]
    return render_pages([page for kind in kinds for page in pages_of(kind, facts)], FURNITURE)


def test_of_more_units_than_a_page_lists_each_region_has_a_page_of_its_own_and_none_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    facts = frozen_facts()
    units = len(facts.directory.pdus)
    whole = pages_of_lists(facts)
    monkeypatch.setattr(model, "MOST_IN_A_LIST", units - 1)
    parts = pages_of_lists(facts)
    regions = {pdu.region_id for pdu in facts.directory.pdus.values()}
    assert parts.keys() - whole.keys() == {f"{of}/{region}.md" for of in ("ratings", "compare") for region in regions}
    most = max(len(region.pdus) for region in facts.directory.regions.values())
    assert [(path, n) for path, page in parts.items() if (n := len({*UNIT.findall(page)})) > most] == []
    for of, mark in {"ratings": r'data-(?:key|inspection)="([^"]+)"', "compare": r'data-area="([^"]+)"'}.items():
        once, parted = ("".join(page for path, page in all_.items() if path.startswith(of)) for all_ in (whole, parts))
        assert Counter(re.findall(mark, once)) == Counter(re.findall(mark, parted))
    links = re.findall(r'href="([^"]+)"', parts["ratings.md"])
    assert {f"../ratings/{region}/" for region in regions} <= {*links}
    letters = {pdu.name[0].lower() for pdu in facts.directory.pdus.values()}
    assert {f"../find/{letter}/" for letter in letters} <= {*re.findall(r'href="([^"]+)"', parts["pdus/index.md"])}


def test_a_file_of_a_region_has_the_rows_that_its_page_of_ratings_says_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MOST_IN_A_LIST", 0)
    files = frozen_release().files
    for path, page in pages_of_lists(frozen_facts()).items():
        if file := re.search(r'data-rows="[./]*data/latest/(regions/[^"]+)"', page):
            rows = [row["inspection_id"] for row in csv.DictReader(io.StringIO(files[file[1]].decode(), newline=""))]
            shown = re.findall(r'<tr data-(?:key|inspection)="([^"]+)" data-row="(\d+)"', page)
            assert (path, f'data-count="{len(rows)}"' in page) == (path, True)
            assert [rows[int(number)] for _, number in shown] == [key.partition("/")[0] for key, _ in shown]


class Passes(Counter[str]):
    """How often somebody has gone through all rows of a kind, or asked for a table."""

    def watched(self, name: str, rows: dict) -> dict:
        """The rows, which count each pass."""
        noted = self

        class Watched(dict):
            def __iter__(self) -> Iterator:
                noted[name] += 1
                return super().__iter__()

            def values(self):
                noted[name] += 1
                return super().values()

            def items(self):
                noted[name] += 1
                return super().items()

        return Watched(rows)

    def asked(self, tables: dict) -> dict:
        """The tables, which count each time that somebody asks for one."""
        noted = self

        class Asked(dict):
            def __getitem__(self, name: str) -> object:
                noted[f"table {name}"] += 1
                return super().__getitem__(name)

        return Asked(tables)


@pytest.fixture
def facts_and_passes() -> tuple[Facts, Passes]:
    passes, known = Passes(), model.build_directory(frozen_tables())
    tables = replace(known.tables, rows=passes.asked(known.tables.rows))
    of_each_unit = ("inspections", "publications", "pdus", "regions", "areas", "sources")
    watched = {name: passes.watched(name, getattr(known, name)) for name in of_each_unit}
    return frozen_facts(replace(known, tables=tables, **watched)), passes


def test_a_page_more_of_a_kind_is_no_pass_more_through_all_rows(facts_and_passes: tuple[Facts, Passes]) -> None:
    facts, passes = facts_and_passes
    for kind in KINDS:
        if kind.language == "en" and "{" in kind.path and kind.template not in LISTS:
            pages = iter(pages_of(kind, facts))
            render_pages(islice(pages, 3), FURNITURE)  # what all of them ask for is counted once
            passes.clear()
            render_pages(islice(pages, 3), FURNITURE)
            assert (kind.path, passes) == (kind.path, {})
