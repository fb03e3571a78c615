"""The pages that somebody has open under `make serve`."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from ratings_site.author.glance import Eye
from ratings_site.author.live import Desk
from ratings_site.check import Checked
from ratings_site.model.tables import Tables
from tests.frozen import frozen_package, frozen_tables
from tests.publish.projects import a_project, pages


def with_score(score: int) -> Tables:
    """The package with another score of one unit."""
    tables = frozen_tables()
    rows = [row | ({"score": score} if row["pdu_id"] == "wakefield" else {}) for row in tables.rows["inspections"]]
    return replace(tables, rows={**tables.rows, "inspections": rows})


def test_what_each_edit_changes_in_a_chart_is_drawn_into_the_open_page(tmp_path: Path) -> None:
    tables = frozen_tables()
    desk = Desk(a_project(tmp_path, pages()), frozen_package(), date(2026, 11, 27), lambda *_: Checked(tables, ()))
    seen, eye = list[str](), Eye(desk, tables)
    for score in (6, 9, 12):
        page = eye.glance(with_score(score), ["pdus/wakefield/"])[0]["pdus/wakefield/index.html"].decode()
        assert f"Wakefield scored {score} of 21" in page
        seen += re.findall(r'<svg[^>]*class="wide".*?</svg>', page, re.DOTALL)
    assert len(seen) == len(set(seen)) == 3
