"""A journalist finds the data, checks it, uses part of it, is told of a change, and still finds what she quoted.

She has nothing but the address of the built site. In the middle, staff correct one rating and release the data again.
"""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import feedparser
import frictionless
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rdflib
from playwright.sync_api import Browser

from ratings_site.publish.site import LOCAL_ADDRESS
from ratings_site.stamp import READ
from tests.frozen import frozen_package
from tests.served import serving

ROOT = Path(__file__).parents[1]
SCHEMA = "https://schema.org/"

KEY = {"inspection_id": "cardiff-and-the-vale-2025", "standard_id": "core-2023-pdu-assessment"}
WAS, NOW = "Inadequate", "Requires improvement"
CONCERNED = ("", "regions/wales/", "pdus/cardiff-and-the-vale/")
OTHERS = ("regions/london/", "pdus/wakefield/", "pdus/gwent/")

pytestmark = [
    pytest.mark.browser,
    # rdflib's reader of JSON-LD uses a class that rdflib itself calls deprecated.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]


@dataclass(frozen=True)
class Published:
    """A project that was built, released with one correction, and built again; `now` is what is served."""

    address: str
    before: Path
    after: Path
    now: Path

    def release(self) -> None:
        """Serve the newer site at the same address."""
        self.now.unlink()
        self.now.symlink_to(self.after)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    project = tmp_path_factory.mktemp("project")
    for name in (*READ, "docs", ".cache"):
        copy_into(project, ROOT / name)
    copy_into(project, frozen_package())
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = Published(f"http://127.0.0.1:{port}/", project / "before", project / "after", project / "now")
    run(project, "release", "--raise", address=made.address)
    run(project, "build", "--site", "before", address=made.address)
    correct_one_rating(project / "datapackage")
    run(project, "release", "--raise", address=made.address)
    run(project, "build", "--site", "after", address=made.address)
    made.now.symlink_to(made.before)
    with serving(made.now, port=port):
        yield made


def copy_into(project: Path, source: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, project / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    elif source.exists():
        shutil.copy(source, project)


def run(project: Path, *arguments: str, address: str) -> None:
    environment = os.environ | {"SITE_URL": address}
    command = [sys.executable, "build_site.py", *arguments]
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def correct_one_rating(package: Path) -> None:
    rows = read_rows(package / "ratings.csv")
    (row,) = [row for row in rows if row.items() >= KEY.items()]
    assert row["rating"] == WAS
    row["rating"] = NOW
    write_rows(package / "ratings.csv", rows)
    corrections = read_rows(package / "corrections.csv")
    correction = {
        "correction_id": "a-synthetic-correction", "corrected_on": "2026-11-23", "table": "ratings",
        "row_key": "/".join(KEY.values()), "column": "rating", "was": WAS, "now": NOW,
        "reason": "A synthetic correction of a test.",
    }  # fmt: skip
    write_rows(package / "corrections.csv", [*corrections, dict.fromkeys(corrections[0], "") | correction])


def read_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def write_rows(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def site(real_site: Path) -> Iterator[str]:
    """The address of the site: all that the journalist has."""
    with serving(real_site) as address:
        yield address


def get(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 (an address of this machine)
        content: bytes = answer.read()
    return content


@pytest.fixture(scope="module")
def distributions(site: str) -> dict[str, dict[str, str]]:
    """What the front page says can be downloaded, by address, read from its JSON-LD with rdflib."""
    (text,) = re.findall(rb'<script type="application/ld\+json">(.*?)</script>', get(site), re.DOTALL)
    document = json.loads(text)
    assert document["@context"] == SCHEMA.rstrip("/")
    document["@context"] = {"@vocab": SCHEMA}  # what the address stands for, without asking it
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    (dataset,) = graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{SCHEMA}Dataset"))
    found = {}
    for node in graph.objects(dataset, rdflib.URIRef(f"{SCHEMA}distribution")):
        facts = {str(name).removeprefix(SCHEMA): str(value) for name, value in graph.predicate_objects(node)}
        found[facts["contentUrl"]] = facts
    return found


@pytest.fixture(scope="module")
def downloaded(distributions, site: str) -> dict[str, bytes]:
    """Every distribution, by the last part of its address; the site says the address it was built for."""
    contents = {address: get(address.replace(LOCAL_ADDRESS, site, 1)) for address in distributions}
    for address, content in contents.items():
        facts = distributions[address]
        assert facts["contentSize"] == f"{len(content)} B", address
        assert hashlib.sha256(content).hexdigest() == facts["sha256"], address
    return {address.rpartition("/")[2]: content for address, content in contents.items()}


@pytest.fixture(scope="module")
def dictionary(downloaded) -> dict[str, list[str]]:
    return {t["name"]: [c["name"] for c in t["columns"]] for t in json.loads(downloaded["dictionary.json"])}


@pytest.fixture(scope="module")
def ratings(downloaded) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(downloaded["all-ratings.csv"]), dtype=str, keep_default_na=False)


def test_everything_that_the_front_page_offers_is_there_and_whole(downloaded, distributions):
    kinds = {name.rpartition(".")[2] for name in downloaded}
    assert kinds == {"csv", "json", "parquet", "sqlite", "xlsx", "zip"}
    assert len(downloaded) == len(distributions) > 20


def test_each_file_has_the_columns_of_the_dictionary_and_the_rows_of_the_package(downloaded, dictionary):
    package = {path.stem: path for path in sorted(frozen_package().glob("*.csv"))}
    assert dictionary.keys() == {"all-ratings", *package}
    for name, path in package.items():
        source_header, *source = csv.reader(path.read_text(encoding="utf-8").splitlines())
        header, *rows = csv.reader(downloaded[f"{name}.csv"].decode().splitlines())
        assert header == dictionary[name] == source_header
        assert sorted(rows) == sorted(source)


def test_every_format_opens_with_its_library_and_holds_the_same_rows(downloaded, dictionary, ratings, tmp_path):
    parquet = pq.read_table(io.BytesIO(downloaded["all-ratings.parquet"]))
    records = json.loads(downloaded["all-ratings.json"])
    book = openpyxl.load_workbook(io.BytesIO(downloaded["probation-ratings.xlsx"]), read_only=True)
    (tmp_path / "ratings.sqlite").write_bytes(downloaded["probation-ratings.sqlite"])
    with closing(sqlite3.connect(tmp_path / "ratings.sqlite")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = database.execute("SELECT inspection_id, standard_id, rating FROM all_ratings").fetchall()
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    columns = ["inspection_id", "standard_id", "rating"]
    expected = ratings[columns].to_numpy().tolist()
    assert [[cell or "" for cell in row] for row in rows] == expected
    assert [[row[column] or "" for column in columns] for row in records] == expected
    assert [[row[column] or "" for column in columns] for row in parquet.to_pylist()] == expected
    places = [list(ratings.columns).index(column) for column in columns]
    sheet = list(book["all-ratings"].iter_rows(min_row=2, values_only=True))
    assert [[row[place] or "" for place in places] for row in sheet] == expected
    assert {name.replace("-", "_") for name in dictionary} <= names
    assert set(dictionary) <= set(book.sheetnames)


def test_the_zip_is_valid_after_download(downloaded, tmp_path):
    with zipfile.ZipFile(io.BytesIO(downloaded["datapackage.zip"])) as packed:
        packed.extractall(tmp_path)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])


def test_one_region_chosen_in_a_browser_is_what_pandas_chooses(site, ratings, browser: Browser):
    page = browser.new_context().new_page()
    page.goto(f"{site}ratings/")
    page.get_by_label("Region", exact=True).select_option(label="East of England")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download these ratings (CSV)").click()
    chosen = pd.read_csv(Path(started.value.path()), dtype=str, keep_default_na=False)
    shown = (ratings["rating_of"] == "overall") | (ratings["rating"] != "")  # what is not known stands in no row
    expected = ratings[(ratings["region_name"] == "East of England") & shown].reset_index(drop=True)
    assert len(expected) > 0
    key = ["inspection_id", "standard_id"]  # the page has a table for each kind of area
    pd.testing.assert_frame_equal(
        chosen.sort_values(key, ignore_index=True), expected.sort_values(key, ignore_index=True)
    )
    page.context.close()


def feeds(address: str) -> dict[str, dict[str, str]]:
    """The titles in each feed by their identifiers."""
    parsed = {page: feedparser.parse(get(f"{address}{page}feed.xml")) for page in (*CONCERNED, *OTHERS)}
    assert not any(feed.bozo for feed in parsed.values())
    return {page: {entry.id: entry.title for entry in feed.entries} for page, feed in parsed.items()}


@pytest.mark.long
def test_a_release_that_corrects_one_rating_tells_of_it_and_of_nothing_else(published: Published):
    site = published.address
    seen = feeds(site)
    before = json.loads((frozen_package() / "datapackage.json").read_text(encoding="utf-8"))["version"]
    published.release()
    after = f"{before.rpartition('.')[0]}.{int(before.rpartition('.')[2]) + 1}"

    rows = list(csv.DictReader(get(f"{site}changes/{after}/changes.csv").decode().splitlines()))
    told = [(row["kind"], row["change"], row["area_id"], row["standard_id"], row["was"], row["now"]) for row in rows]
    assert told == [
        ("rating", "corrected", "cardiff-and-the-vale", KEY["standard_id"], WAS, NOW),
        ("correction", "A synthetic correction of a test.", "", "", WAS, NOW),
    ]

    page = get(f"{site}changes/{after}/").decode()
    assert f"Cardiff and the Vale: Assessment corrected from {WAS} to {NOW}" in page
    chip = f'data-key="{"/".join(KEY.values())}".*?data-rating="{NOW}"'
    assert re.search(chip, get(f"{site}pdus/cardiff-and-the-vale/").decode(), re.DOTALL)

    now = feeds(site)
    for about in CONCERNED:
        (news,) = now[about].keys() - seen[about].keys()
        assert now[about][news].startswith(f"Version {after}: One rating of a standard is corrected")
        assert {entry: now[about][entry] for entry in seen[about]} == seen[about]
    assert {about: now[about] for about in OTHERS} == {about: seen[about] for about in OTHERS}

    flat = {folder: get(f"{site}data/{folder}/all-ratings.csv").decode().splitlines() for folder in (before, "latest")}
    (old,), (new,) = (set(flat[one]) - set(flat[other]) for one, other in ((before, "latest"), ("latest", before)))
    assert old.replace(f",{WAS},stated,,,0,", f",{NOW},stated,,,1,") == new

    for path in sorted(published.before.rglob("*")):
        address = path.relative_to(published.before).as_posix()
        if address.startswith(f"data/{before}/") and path.is_file():
            assert get(f"{site}{address}") == path.read_bytes(), address
        elif path.name == "index.html":
            assert get(f"{site}{address.removesuffix('index.html')}"), address
