"""Small defects, each of which a reader could have met: the tests beside it notice it. Most once went unnoticed."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import DRAWINGS

ROOT = Path(__file__).parents[1]


class Defect(NamedTuple):
    """One place of the product, spoilt, and the tests that fail then."""

    name: str
    path: str
    right: str
    wrong: str
    tests: tuple[str, ...]


AS_OF = ("ratings_site/model/as_of.py", "tests/changes/test_as_of.py")
CHANGES, FACTS = "tests/changes/test_changes.py", "tests/changes/test_facts_changed.py"
MOVES = "tests/changes/test_rating_changes.py"
BORDERS, RULES = "tests/check/test_borders.py", "ratings_site/check/rules.toml"
FINDINGS = "tests/charts/test_scores.py"
DEFECTS = (
    Defect("a merger of tomorrow comes out today", AS_OF[0], '"sources": ""}', '"sources": "", "pdu_changes": ""}',
           (AS_OF[1],)),
    Defect("what is published today is withheld", AS_OF[0], "row[column] and row[column] > day",
           "row[column] and row[column] >= day", (AS_OF[1],)),
    Defect("what comes out with the package is scheduled", AS_OF[0], "if day > tables.package.created",
           "if day >= tables.package.created", (AS_OF[1],)),
    Defect("an end is not known on its own day", AS_OF[0], "if _is_later(row, column, day) else row for",
           "if row[column] and row[column] >= day else row for", (AS_OF[1],)),
    Defect("undoing a correction changes other cells", AS_OF[0], ' if field.name == correction["column"])', ")",
           (AS_OF[1],)),
    Defect("a report to come is known by its address and its identifier only", AS_OF[0],
           'in named or row["url"]', 'in named and row["url"]', (AS_OF[1],)),
    Defect("an address that a published report has as well is withheld", AS_OF[0], "in links - others",
           'in links - {""}', (AS_OF[1],)),
    Defect("sources without an address are withheld", AS_OF[0], 'set[str](), {""}', "set[str](), set[str]()",
           (AS_OF[1],)),
    Defect("a report to come is not known by its address", AS_OF[0], " if (row[key],) not in keys}", "}", (AS_OF[1],)),
    Defect("a region of one PDU to come is withheld", AS_OF[0], " - _cells(kept[use], column)", "", (AS_OF[1],)),
    Defect("a day begins a minute late", AS_OF[0], "london.time() >= RELEASE_TIME", "london.time() > RELEASE_TIME",
           (AS_OF[1],)),
    Defect("corrections are chained by their names", "ratings_site/model/corrections.py",
           "(c.corrected_on, c.correction_id)", "c.correction_id", (CHANGES, "tests/changes/test_corrections.py")),
    Defect("programmes compared with a third one are compared", "ratings_site/model/changes/queries.toml",
           "or o.compared = new.programme_id)",
           "or o.compared <> '' or new.compared <> '')", (MOVES,)),
    Defect("a score that is emptied needs no correction", "ratings_site/model/changes/building.py",
           "if was and was != now and", "if was and now and was != now and", (FACTS,)),
    Defect("what comes out today counts as still to come", "ratings_site/model/changes/building.py",
           'row["published"] > today', 'row["published"] >= today', (CHANGES,)),
    Defect("a table may lose more than one row in twenty", "ratings_site/model/changes/comparison.py",
           "* LARGEST_LOSS > len(old)", "* LARGEST_LOSS > len(old) + LARGEST_LOSS", (CHANGES,)),
    Defect("a derived rating may be empty", RULES, "basis <> '' and (basis = 'not available') = (",
           "basis not in ('', 'derived') and (basis = 'not available') = (", (BORDERS,)),
    Defect("a region's report on the day of its units is questioned", RULES, "last_day < day", "last_day <= day",
           (BORDERS,)),
    Defect("two London boroughs have one code", RULES, "('local authority', 'london borough')", "('local authority')",
           (BORDERS,)),
    Defect("a score that is shared counts as lower", "ratings_site/wording/findings.py", "- (other < score)",
           "- (other <= score)", (FINDINGS,)),
    Defect("regions stand by rising median", "ratings_site/charts/standing.py", "(0, -median(known), name)",
           "(0, median(known), name)", (FINDINGS,)),
    Defect("three at the top are counted and not named", "ratings_site/wording/findings.py",
           "few = len(names) <= MOST_NAMED", "few = len(names) < MOST_NAMED", (FINDINGS,)),
    Defect("a page that is gone for good is not reported", "ratings_site/author/watch.py", ", http.client.GONE", "",
           ("tests/pipeline/test_watch.py",)),
    Defect("a changed project names its commit", "ratings_site/commit.py", "if run_git(folder, \"status\"",
           "if not run_git(folder, \"status\"", ("tests/publish/test_mishaps.py",)),
    Defect("the commit of a repository around the project is named", "ratings_site/commit.py",
           "if not top or Path(top).resolve() != folder.resolve():", "if not top:", ("tests/publish/test_mishaps.py",)),
    Defect("an inline script of any kind is published", "ratings_site/publish/guards.py",
           "if hash_of(script) not in theme.inline_scripts", "if not script", ("tests/publish/test_guards.py",)),
    Defect("a link to a part that is not there is published", "ratings_site/publish/links.py",
           "part not in ids[file]", "part in ids[file]", ("tests/publish/test_links.py",)),
    Defect("a zip that leads out of its folder is opened", "ratings_site/zips.py", '".." in path.parts',
           '".." in path.name', ("tests/pipeline/test_archive.py",)),
    Defect("a cell's markup stands in the title of a page", "theme/main.html", "<title>{% if title %}{{ title | e }}",
           "<title>{% if title %}{{ title }}", ("tests/publish/test_hostile_cells.py",)),
    Defect("a cell's markup stands in the menu", "theme/partials/nav.html", "item.title | e", "item.title",
           ("tests/publish/test_hostile_cells.py",)),
    Defect("a translation's markup stands on the page", "ratings_site/model/wording.py",
           "return escape(_pattern(message, _translated(message), gaps)).format(**gaps)",
           "return Markup(_pattern(message, _translated(message), gaps)).format(**gaps)",
           ("tests/publish/test_hostile_cells.py",)),
)  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project once more, to be spoilt."""
    folder = tmp_path_factory.mktemp("defects")
    beside = [path for path in ROOT.iterdir() if path.name not in {"build", "site"} and path.name[0] != "."]
    subprocess.run(["cp", "-r", *beside, folder], check=True)
    (folder / ".cache").mkdir()
    (folder / ".cache" / "charts").symlink_to(DRAWINGS)
    return folder


def run_tests(copy: Path, *tests: str) -> tuple[int, str]:
    """How the tests end in the copy, and what they say."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    run = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


def test_every_defect_names_a_place_of_the_product() -> None:
    places = ((defect, (ROOT / defect.path).read_text(encoding="utf-8").count(defect.right)) for defect in DEFECTS)
    assert [defect.name for defect, times in places if times != 1] == []


@pytest.mark.long
@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_defect_is_noticed(copy: Path, defect: Defect) -> None:
    file = copy / defect.path
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(text.replace(defect.right, defect.wrong), encoding="utf-8")
        code, said = run_tests(copy, *defect.tests)
    finally:
        file.write_text(text, encoding="utf-8")
    assert code == 1, said


@pytest.mark.long
def test_without_a_defect_nothing_is_noticed(copy: Path) -> None:
    code, said = run_tests(copy, *sorted({name for defect in DEFECTS for name in defect.tests}))
    assert code == 0, said
