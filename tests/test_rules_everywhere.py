"""The rules of what pages say, over every built page and over what is said where no page is.

That is what goes with a link, what stands for a picture, what others embed, feeds, chart files, and words beside data.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from tests.pages.rules import broken

MAY = {
    "about": ("misleading_link",),
    "accessibility": ("misleading_link",),
    "audit": ("never_said",),
    "best-practices": ("never_said",),
    "changes/": ("never_said",),
    "compare": ("absent_too_often",),
    "corrections": ("never_said",),
    "data": ("never_said",),
    "data/": ("never_said", "absent_too_often", "misleading_link"),
    "errors": ("never_said", "absent_too_often"),
    "glossary": ("never_said",),
    "inspections": ("absent_too_often",),
    "licences": ("never_said",),
    "method": ("never_said", "absent_too_often"),
}
"""Pages that explain the words, are for those who read tables, quote what was wrong, name an organisation by its own
address, or have a line for each area; with a slash, those below."""

HEAD = re.compile(r'<meta (?:name|property)="(?:description|og:title|og:description|og:image:alt)" content="([^"]*)"')
PICTURE = re.compile(r'<title id="chart-[^>]*>([^<]*)</title>|<img [^>]*alt="([^"]+)"')
EMBEDDED = re.compile(r'<pre class="embed"[^>]*><code>(.*?)</code>', re.DOTALL)


def wrong_on_pages(site: Path) -> dict[str, dict[str, list[str]]]:
    """The rules that a page breaks, by its address."""
    found = {}
    for page in site.rglob("index.html"):
        address = page.parent.relative_to(site).as_posix()
        article = re.search(r"(?s)<article .*</article>", page.read_text(encoding="utf-8"))
        may = MAY.get(address) or MAY.get(f"{address.split('/')[0]}/", ())
        found[address] = {rule: said for rule, said in broken(article[0] if article else "").items() if rule not in may}
    return {address: wrong for address, wrong in found.items() if wrong}


def headline(text: str) -> str:
    """A text that is judged as the finding of a chart is."""
    return f'<p class="chart-headline">{escape(text)}</p>'


def said_beside_pages(site: Path) -> Iterator[tuple[str, str]]:
    """What is said where no page is, as HTML, by what it goes with."""
    for page in site.rglob("index.html"):
        address, html = page.parent.relative_to(site).as_posix(), page.read_text(encoding="utf-8")
        yield f"link to {address}", "".join(f"<p>{text}</p>" for text in HEAD.findall(html))
        yield f"pictures of {address}", "".join(f"<p>{''.join(texts)}</p>" for texts in PICTURE.findall(html))
        for code in EMBEDDED.findall(html):
            said = re.search(r'alt="([^"]*)".*<figcaption>(.*)</figcaption>', unescape(code))
            yield f"embedded from {address}", "".join(map(headline, said.groups())) if said else "no words"
    for file in site.glob("charts/*.json"):
        spec = json.loads(file.read_text(encoding="utf-8"))
        yield file.name, headline(" ".join(spec["title"]["text"])) + f"<p>{escape(spec['description'])}</p>"
    for file in site.rglob("feed.json"):
        for item in json.loads(file.read_text(encoding="utf-8"))["items"]:
            where = f"{file.relative_to(site).as_posix()}: {item['title']}"
            yield where, f"<p>{escape(item['title'])}</p>{item['content_html']}"
    catalogue = json.loads((site / "catalog.jsonld").read_text(encoding="utf-8"))
    yield "catalog.jsonld", "".join(f"<p>{escape(text)}</p>" for text in descriptions(catalogue))


def descriptions(of: Any) -> Iterator[str]:
    """The descriptions in a document for programs."""
    for key, value in of.items() if isinstance(of, dict) else enumerate(of) if isinstance(of, list) else ():
        if isinstance(value, str) and key in ("description", "@value"):
            yield value
        yield from descriptions(value)


ELSEWHERE = {"feed.json: Version": ("never_said",), "catalog": ("never_said",), "": ("as_if_all_were_known",)}
"""What a release changed quotes what was wrong, a catalogue speaks of columns, and charts are judged below."""


def wrong_beside_pages(site: Path) -> dict[str, dict[str, list[str]]]:
    """The rules that are broken where no page is, by what it goes with."""
    found: dict[str, dict[str, list[str]]] = {}
    for where, html in said_beside_pages(site):
        may = next((rules for part, rules in ELSEWHERE.items() if part in where), ())
        wrong = {rule: said for rule, said in broken(html).items() if rule not in may}
        found |= {where: wrong} if wrong else {}
    return found


def test_no_page_breaks_a_rule_of_what_pages_say(real_site: Path) -> None:
    assert wrong_on_pages(real_site) == {}


def test_nothing_that_is_said_beside_pages_breaks_a_rule(real_site: Path) -> None:
    said = [where.split()[0] for where, html in said_beside_pages(real_site) if html]
    assert {"link", "pictures", "embedded", "feed.json:", "catalog.jsonld", "scores-all-pdus.json"} <= set(said)
    assert wrong_beside_pages(real_site) == {}


PLANTED = {
    "a/index.html": '<meta name="description" content="No source we hold gives it.">'
    '<meta property="og:image:alt" content="Leeds scored 3 of 21, more than six of the other 24.">'
    '<svg><title id="chart-x-title">The ratings are lost.</title></svg>'
    '<pre class="embed" tabindex="0"><code>&lt;img alt=&#34;All units were rated.&#34;&gt;'
    "&lt;figcaption&gt;x&lt;/figcaption&gt;</code></pre>",
    "charts/x.json": '{"title": {"text": ["The median is 3."]}, "description": "A dot."}',
    "feed.json": '{"items": [{"title": "Version 2", "content_html": "<p>Leeds, published 1 January 2025: x</p>"},'
    '{"title": "Leeds", "content_html": "<a href=\\"https://inspectorate.example/\\">The report</a>"}]}',
    "catalog.jsonld": '{"@graph": [{"dct:description": {"@value": "Leeds scored 3 of 21: six lower."}}]}',
}


def test_a_fault_is_found_wherever_it_is_said(tmp_path: Path) -> None:
    for name, content in PLANTED.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert {where: [*wrong] for where, wrong in wrong_beside_pages(tmp_path).items()} == {
        "link to a": ["one_sided", "never_said"],
        "pictures of a": ["never_said"],
        "embedded from a": ["over_less_than_half"],
        "x.json": ["over_less_than_half"],
        "feed.json: Version 2": ["invented_day"],
        "feed.json: Leeds": ["misleading_link"],
        "catalog.jsonld": ["one_sided"],
    }


def words_beside_data(data: Path) -> dict[str, str]:
    """What comes with the data in words: in the zip, in the workbook, in the dictionary."""
    with zipfile.ZipFile(data / "datapackage.zip") as archive:
        readme = archive.read("README.md").decode()
    workbook = openpyxl.load_workbook(io.BytesIO((data / "probation-ratings.xlsx").read_bytes()), read_only=True)
    notes = "\n".join(str(cell) for row in workbook["notes"].iter_rows(values_only=True) for cell in row if cell)
    dictionary = pd.read_csv(data / "dictionary.csv")
    rating = dictionary.query("table == 'all-ratings' and column == 'rating'")["description"].iloc[0]
    return {"README.md": readme.partition("## What the data cannot tell")[2], "notes": notes, "dictionary": rating}


def test_wherever_ratings_on_standards_can_be_counted_it_is_said_first_that_they_are_missing(real_site: Path) -> None:
    said = words_beside_data(real_site / "data" / "latest")
    first = {name: next(line for line in text.splitlines() if "standard" in line) for name, text in said.items()}
    assert [name for name, line in first.items() if "not at random" not in line] == []
    assert [name for name, line in first.items() if "standard-totals" not in line] == []


def test_a_chart_that_counts_ratings_on_standards_says_wherever_it_goes_that_those_known_are_no_sample(
    real_site: Path,
) -> None:
    said = "those known by name are not a fair sample"
    specs = {file: json.loads(file.read_text(encoding="utf-8")) for file in real_site.glob("charts/shares-*.json")}
    counting = {file: spec for file, spec in specs.items() if "counted" in spec["usermeta"]["columns"]}
    pictures = [file.with_name(f"{file.stem}-picture.svg").read_text(encoding="utf-8") for file in counting]
    assert len(counting) > 20
    assert [file for file, spec in counting.items() if said not in " ".join(spec["title"]["subtitle"])] == []
    assert [
        svg for svg in pictures if said not in " ".join(re.sub("<[^>]*>", " ", svg.partition("</title>")[2]).split())
    ] == []


def test_no_file_turns_a_date_known_to_the_year_into_a_day(real_site: Path) -> None:
    ratings = pd.read_csv(real_site / "data" / "latest" / "all-ratings.csv").query("published_precision == 'year'")
    assert len(ratings) > 50
    assert not ratings["published_label"].str.contains("1 January").any()
    drawn = [file for file in real_site.glob("charts/*.csv") if "-01-01" in file.read_text(encoding="utf-8")]
    told = [file for file in real_site.rglob("changes.csv") if "-01-01" in file.read_text(encoding="utf-8")]
    assert (drawn, told) == ([], [])


STATES = {
    "all-ratings.csv": {"rating": ["source_publisher", "status"]},
    "units.csv": {"overall": ["status"]},
    "then-and-now.csv": {"change": ["earlier_status", "later_status"]},
}


@pytest.mark.parametrize("file", STATES)
def test_a_file_of_ratings_says_of_each_whether_it_stands_and_whose_word_it_is(real_site: Path, file: str) -> None:
    for rating, beside in STATES[file].items():
        ratings = pd.read_csv(real_site / "data" / "latest" / file).dropna(subset=rating)
        assert len(ratings) > 10
        assert ratings[beside].notna().all(axis=None)
