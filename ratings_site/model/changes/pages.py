"""Which pages the tables bring forth, and which appear, move, close or vanish between two packages."""

from collections.abc import Iterator, Mapping

from ratings_site.model.cells import build_text_rows
from ratings_site.model.changes.comparison import Comparison
from ratings_site.model.changes.values import PageChange
from ratings_site.model.rows import area_address
from ratings_site.model.tables import Tables

FOLDERS = {"regions": "region_id", "pdus": "pdu_id", "standards": "standard_id"}
"""The tables whose every row has a page, and the column that is its address."""


def build_page_addresses(tables: Tables) -> dict[str, str]:
    """The address of every page that a row brings forth, with the row's name: `pdus/wakefield/` → Wakefield."""
    return {
        f"{table}/{row[column]}/": row["name"]
        for table, column in FOLDERS.items()
        for row in build_text_rows(tables, table).values()
    }


def build_page_changes(comparison: Comparison, redirects: Mapping[str, str]) -> tuple[PageChange, ...]:
    """Pages that appear, move, close or vanish; `redirects` says where the readers of a former address are sent."""
    return tuple(sorted(_page_changes(comparison, redirects)))


def _page_changes(comparison: Comparison, redirects: Mapping[str, str]) -> Iterator[PageChange]:
    old, new = build_page_addresses(comparison.old), build_page_addresses(comparison.new)
    for address in new.keys() - old.keys():
        yield PageChange("appears", address, new[address])
    for address in old.keys() - new.keys():
        target = redirects.get(address, "")
        yield PageChange("moves" if target else "vanishes", address, old[address], target)
    for before, after in comparison.difference("pdus").changed.values():
        if after["closed"] and not before["closed"]:
            yield PageChange("closes", area_address("pdu", after["pdu_id"]), after["name"])
