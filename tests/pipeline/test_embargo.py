"""A word planted in every column of tomorrow's rows of every table is in no byte of what is made today."""

from datetime import timedelta
from io import BytesIO

import pandas as pd
import pytest

from ratings_site.check import read
from ratings_site.model.as_of import as_of
from ratings_site.model.tables import build_text_rows
from ratings_site.site import render_whole_site
from tests.builders import tables_of
from tests.changes.secrets import SECRET, secret_rows
from tests.pipeline.conftest import PROJECT
from tests.pipeline.desk import unpacked


def legible(path: str, content: str | bytes) -> bytes:
    """The bytes of a file with what is packed in it unpacked."""
    if isinstance(content, str):
        return content.encode()
    if path.endswith(".parquet"):
        return pd.read_parquet(BytesIO(content)).to_csv().encode()
    return unpacked(content)


def holding(files: dict[str, str | bytes]) -> list[str]:
    return [
        path for path, content in files.items() if SECRET.encode() in (path.encode() + legible(path, content)).lower()
    ]


@pytest.mark.long
def test_no_file_knows_of_tomorrow_today_and_tomorrow_all_kinds_of_files_do(package):
    tables = read(package).tables
    assert tables is not None
    today = tables.package.created
    tomorrow = today + timedelta(days=1)
    rows = {name: list(build_text_rows(tables, name).values()) for name in tables.rows}
    for name, planted in secret_rows(tables.package, tomorrow.isoformat()).items():
        rows[name] += planted
    told = tables_of(tables.package, rows)
    cache = PROJECT / ".cache" / "charts"
    made = {
        day: holding(dict(render_whole_site(as_of(told, day), site_url="https://ratings.example/", cache=cache)))
        for day in (today, tomorrow)
    }
    assert made[today] == []
    kinds = {path.rpartition(".")[2] for path in made[tomorrow]}
    assert kinds >= {"csv", "json", "jsonld", "md", "parquet", "sqlite", "svg", "xlsx", "xml", "zip"}
