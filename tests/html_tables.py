"""Tables and marked elements read out of a built page, for comparing what a page shows with the tables behind it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class ShownRow:
    """One row of a table as a reader sees it: its cells' text, and the attributes the row carries."""

    attributes: dict[str, str]
    cells: list[str] = field(default_factory=list)
    ratings: list[str] = field(default_factory=list)
    """The `data-rating` of every chip in the row."""


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[ShownRow]] = {}
        self.rows: list[ShownRow] | None = None
        self.cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "caption":
            self.rows = self.tables.setdefault(attributes.get("id", ""), [])
        elif tag == "tr" and self.rows is not None:
            self.rows.append(ShownRow(attributes))
        elif tag in {"td", "th"} and self.rows:
            self.cell = []
        if "data-rating" in attributes and self.rows:
            self.rows[-1].ratings.append(attributes["data-rating"])

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self.cell is not None and self.rows:
            self.rows[-1].cells.append(" ".join("".join(self.cell).split()))
            self.cell = None
        elif tag == "table":
            self.rows = None


def tables_of(page: Path) -> dict[str, list[ShownRow]]:
    """Every table of a page by the id of its caption, each row with its header row first."""
    return tables_in(page.read_text(encoding="utf-8"))


def tables_in(html: str) -> dict[str, list[ShownRow]]:
    """Every table of a page's text by the id of its caption."""
    reader = _Tables()
    reader.feed(html)
    return reader.tables
