import os
import random
import shutil
import time
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, meta

import build_site
from ratings_site.author.commands import read_day
from ratings_site.author.releasing import as_draft, read_past, release
from ratings_site.author.states import pack_tables, unpack_tables
from ratings_site.catalogue import Site
from ratings_site.charts.draw import DRAWN_WITH, key_of_chart
from ratings_site.check import Checked
from ratings_site.downloads import render_release
from ratings_site.downloads.api import render_api
from ratings_site.kept import NOTHING_KEPT, PROGRAM, Cache, key_of, pack, unpack
from ratings_site.model.as_of import as_of
from ratings_site.model.changes import History, ReleaseEntry
from ratings_site.model.directory import build_directory
from ratings_site.model.tables import RATINGS, Tables
from ratings_site.pages import contents, page
from ratings_site.pages.contents import KINDS, pages_of
from ratings_site.pages.find_index import build_find_index
from ratings_site.pages.page import READ_TO_FIND, Elsewhere, Facts, Furniture, Head, KeptTemplates, sights
from ratings_site.pages.parts import shown_of
from ratings_site.pages.search import render_index, surroundings
from ratings_site.publish.problems import PublishError, refuse
from ratings_site.site import Figures, kept_data, kept_documents, kept_pages
from tests.frozen import frozen_directory, frozen_package, frozen_release, short_package
from tests.synthetic import SITE_URL, change, edited

DAY = 86_400


@given(st.lists(st.text()), st.lists(st.text()))
def test_two_lists_of_texts_never_have_one_name(one: list[str], other: list[str]) -> None:
    assert (key_of(*one) == key_of(*other)) == (one == other)


def test_what_was_packed_comes_out_again() -> None:
    files = {"a/b.html": "é".encode(), "c": b"\x00"}
    assert unpack(pack(files)) == files
    assert pack(files) == pack(dict(files))


@pytest.mark.parametrize("damage", [b"", b"x" * 40, None])
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    cache = Cache(tmp_path)
    cache.keep("abcdef", b"content")
    (file,) = (file for file in tmp_path.rglob("*") if file.is_file())
    file.write_bytes(file.read_bytes()[:-1] if damage is None else damage)
    assert cache.find("abcdef") is None
    assert cache.get("abcdef", lambda: b"anew") == b"anew"
    assert cache.find("abcdef") == b"anew"


def test_an_entry_is_let_go_of_when_nobody_has_asked_for_it_for_long(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for key in ("aanew", "bbold", "ccasked"):
        cache.keep(key, b"content")
    long_ago = time.time() - 40 * DAY
    for file in tmp_path.rglob("*"):
        if file.name in {"old", "asked"}:
            os.utime(file, (long_ago, long_ago))
    cache.find("ccasked")
    cache.forget(30)
    os.utime(tmp_path / "aa" / "new", (long_ago, long_ago))
    cache.forget(30)  # on the same day
    assert {key: cache.find(key) for key in ("aanew", "bbold", "ccasked")} == {
        "aanew": b"content",
        "bbold": None,
        "ccasked": b"content",
    }


def test_the_name_of_a_drawing_holds_all_code_that_draws_it() -> None:
    """What those modules import of the project is among them, or holds no drawing, and words that its data hold."""
    silent = {"model/rows", "model/tables", "model/directory", "whole", "wording/findings", "wording/sentences"}
    silent |= {"charts", "model", "model/counts"}
    held = {file.relative_to(PROGRAM).with_suffix("").as_posix() for told in DRAWN_WITH for file in PROGRAM.glob(told)}
    drawing = {f"charts/{name}" for name in ("chart", "draw", "kinds", "press")}
    assert drawing <= held
    lines = [
        line
        for module in drawing | {module for module in held if not module.startswith("charts/")}
        for line in (PROGRAM / f"{module}.py").read_text(encoding="utf-8").splitlines()
    ]
    whole = [line.split()[1] for line in lines if line.startswith("from ratings_site.")]
    imported = {name.removeprefix("ratings_site.").replace(".", "/") for name in whole if name != "ratings_site.model"}
    some = [line.partition(" import ")[2] for line in lines if line.startswith("from ratings_site.model import ")]
    imported |= {f"model/{name}" for names in some for name in names.split(", ")}
    assert imported - silent <= held


def test_a_template_is_made_once_and_anew_when_it_says_something_else(tmp_path: Path) -> None:
    def said(template: str) -> str:
        loader = DictLoader({"a.jinja": template})
        return (
            Environment(autoescape=True, loader=loader, bytecode_cache=KeptTemplates(Cache(tmp_path)))
            .get_template("a.jinja")
            .render()
        )

    assert [said("one"), said("two"), said("one")] == ["one", "two", "one"]
    kept = sorted(file for file in tmp_path.rglob("*") if file.is_file())
    assert len(kept) == 2
    for file in kept:
        file.write_bytes(file.read_bytes()[:-1])
    assert said("one") == "one"


def test_what_leads_to_an_area_reads_no_table_but_those_that_its_name_tells() -> None:
    facts = Facts(frozen_directory())
    every = build_find_index(facts.directory, surroundings())
    shown, all_shown = ([shown_of(a, i.directory) for a in i.targets.values()] for i in (facts.index, every))
    assert (render_index(facts.index), shown) == (render_index(every), all_shown)


def test_the_name_of_what_leads_to_an_area_holds_the_cells_of_its_tables_and_no_other() -> None:
    tables = edited()
    for name, rows in tables.rows.items():
        for column in list(rows[0])[:2] if rows else ():
            after = replace(tables, rows={**tables.rows, name: [row | {column: "another"} for row in rows]})
            assert (after.text_of(READ_TO_FIND) != tables.text_of(READ_TO_FIND)) == (name in READ_TO_FIND)


def pages_with(tables: Tables, cache: Cache) -> tuple[dict[str, tuple[Head, str]], set[str]]:
    """The pages of a package, and the names of the drawings that they show."""
    drawn = []
    figures = Figures(drawn.append, SITE_URL, "1.0.0", cache)
    rendered = kept_pages(Facts(build_directory(tables)), Furniture(figures, SITE_URL, cache), figures)
    return dict(rendered), {key_of_chart(chart) for chart in drawn}


def only_some_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    some = {"region", "pdu", "inspection", "standard", "welsh", "find", "then-and-now"}
    monkeypatch.setattr(contents, "KINDS", [kind for kind in KINDS if kind.template in some])


def test_pages_that_were_kept_are_made_anew_when_a_table_or_one_of_their_templates_says_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_some_kinds(monkeypatch)
    kept, templates = Cache(tmp_path / "kept"), tmp_path / "templates"
    shutil.copytree(page.TEMPLATES, templates, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setattr(page, "TEMPLATES", templates)
    one, other = edited(), edited(change("pdus", {"pdu_id": "alderby"}, name="Otherby"))
    for tables in (one, one, other):
        assert pages_with(tables, kept) == pages_with(tables, Cache(None))
    template = templates / "standard.md.jinja"
    template.write_text(template.read_text(encoding="utf-8") + "<p>More</p>\n", encoding="utf-8")
    page.environment.cache_clear()
    assert pages_with(other, kept) == pages_with(other, Cache(None))


def test_pages_that_say_the_same_are_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_some_kinds(monkeypatch)
    kept = Cache(tmp_path)
    pages_with(edited(), kept)
    place = key_of("pdus/{area.id}.md north")
    kept.keep(place, (kept.find(place) or b"").replace(b"Alderby", b"Elderby"))
    after = pages_with(edited(change("ratings", {"inspection_id": "dunmere-2025"}, note="Another.")), kept)[0]
    assert {path: page for path, page in after.items() if "Elderby" in str(page)}.keys() == {
        "pdus/alderby.md",
        "pdus/brackwell.md",
    }


def test_pages_are_those_of_a_build_from_nothing_after_each_edit_of_a_random_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_some_kinds(monkeypatch)
    tables, kept, chance = edited(), Cache(tmp_path), random.Random(19)  # noqa: S311  the same edits each time
    said = {
        name: [column for column in ("name", "rating", "note", "summary", "quote", "measure", "title") if column in row]
        for name, rows in tables.rows.items()
        for row in rows[:1]
        if name not in ("rating_scale", "standards")
    }
    for edit in range(8):
        name = chance.choice([name for name, columns in said.items() if columns])
        rows = [dict(row) for row in tables.rows[name]]
        column = chance.choice(said[name])
        chance.choice(rows)[column] = chance.choice(RATINGS) if column == "rating" else f"Said in edit {edit}"
        tables = replace(tables, rows={**tables.rows, name: rows})
        assert pages_with(tables, kept) == pages_with(tables, NOTHING_KEPT), (edit, name, column)


def test_what_a_page_of_a_region_is_not_given_is_on_none_of_them() -> None:
    """So that a page loses nothing where it is made from less than all."""
    directory, history = frozen_directory(), read_past(frozen_package(), date(2026, 11, 27)).history
    assert any(entry.corrections for entry in history.entries)
    told = Elsewhere(frozen_release().downloads, (("index.json", "index", "Everything."),), "About the data.")
    facts = Facts(directory, history, lambda: told, "0123abc")
    given, furniture = sights(facts), Furniture(lambda chart, *_: repr(chart), SITE_URL)

    for kind in KINDS:
        if kind.given in ("region", "Wales"):
            every = {one.path: one for one in pages_of(kind, facts)}
            some = [one for *_, give in given[kind.given][::3] for one in pages_of(kind, give())]
            assert 0 < len(some) <= len(every)
            for one in some:
                assert page.pour(one, furniture) == page.pour(every[one.path], furniture), one.path


def test_a_template_is_known_with_all_that_it_takes_in() -> None:
    environment = page.environment()
    names = environment.list_templates(["jinja"])
    for name in names:
        text = (page.TEMPLATES / name).read_text(encoding="utf-8")
        taken = {found for _, found in page._TAKEN_IN.findall(text)}
        assert set(meta.find_referenced_templates(environment.parse(text))) == taken, name
    assert len(names) > 30


def test_data_that_were_kept_are_made_anew_when_a_table_says_something_else(
    tmp_path: Path, processes: Executor
) -> None:
    kept = Cache(tmp_path)
    for tables in (edited(), edited(change("pdus", {"pdu_id": "alderby"}, name="Otherby")), edited()):
        directory = build_directory(tables)
        documents = {path: text.encode() for path, text in render_api(directory, SITE_URL).items()}
        for _ in range(2):
            assert kept_data(tables, SITE_URL, kept, processes)() == (render_release(directory), documents)


def test_of_many_entries_each_is_made_once_here_or_beside_and_found_afterwards(
    tmp_path: Path, processes: Executor
) -> None:
    kept = Cache(tmp_path)
    content = {str(number): f"made of {number}".encode() for number in range(60)}
    asked = [(name, key_of(name), partial(bytes.upper, text)) for name, text in content.items()]
    made = {name: text.upper() for name, text in content.items()}
    assert dict(kept.get_all(asked, processes)) == made
    assert dict(kept.get_all([(name, key, bytes) for name, key, _ in asked])) == made


def test_what_stops_a_publication_in_another_process_is_said_here_in_the_same_words(processes: Executor) -> None:
    with pytest.raises(PublishError) as told:
        processes.submit(refuse, ["One.", "Two."]).result()
    assert (told.value.problems, str(told.value)) == (("One.", "Two."), "One.\nTwo.")


def test_of_one_name_what_was_made_last_is_kept(tmp_path: Path) -> None:
    kept, made = Cache(tmp_path), list[str]()

    def newest(key: str) -> object:
        def make() -> list[str]:
            made.append(key)
            return ["made of", key]

        return kept.told("name", key_of(key), make)

    assert [newest(key) for key in ("a", "a", "b", "b", "a")] == [["made of", key] for key in "aabba"]
    assert made == ["a", "b", "a"]
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


def told(checked: Checked) -> object:
    """All that a check gives, so that two can be compared."""
    tables = checked.tables
    of_tables = tables and (tables.package, tables.rows)
    return of_tables, checked.issues


def test_a_package_that_was_sound_is_read_as_it_was_and_judged_anew_when_anything_in_it_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_site, "PROJECT", tmp_path / "project")
    package, day = shutil.copytree(short_package(), tmp_path / "datapackage"), date(2026, 11, 27)
    sound = told(build_site.read_all(package, day))
    assert sound[0] is not None
    assert sound[1] == ()
    assert [told(build_site.read_kept(package, day)) for _ in range(2)] == [sound, sound]
    assert (tmp_path / "project" / ".cache" / "tables").is_dir()
    pdus, before = package / "pdus.csv", (package / "pdus.csv").read_text(encoding="utf-8")
    swapped = before.replace("Alderby", "Brackwell", 1)  # every cell holds what one of its column held
    for text in (before.replace(",yes", ",no", 1), swapped, before + "x\n", before):
        pdus.write_text(text, encoding="utf-8")
        assert told(build_site.read_kept(package, day)) == told(build_site.read_all(package, day))
    for change_it in ((package / "notes.docx").touch, (package / "regions.csv").unlink):
        change_it()
        assert told(build_site.read_kept(package, day)) == told(build_site.read_all(package, day))
    assert told(build_site.read_kept(package, day))[0] is None


def test_what_is_published_is_made_anew_when_the_tables_the_day_or_the_releases_say_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_site, "PROJECT", tmp_path / "project")
    package = shutil.copytree(short_package(), tmp_path / "datapackage")

    def out(tables: Tables, option: str) -> object:
        made = build_site.published(tables, option, package)
        past = read_past(package, made.package.created)
        anew = as_draft(as_of(tables, read_day(option, tables)), past.newest)
        assert made == anew
        assert made.text_of() == anew.text_of()
        return made.text_of()

    tables = build_site.read_all(package, date(2026, 11, 27)).tables
    assert tables is not None
    assert out(tables, "") == out(tables, "")
    assert out(tables, "2026-11-20") != out(tables, "")
    before = out(tables, "")
    release(package, day=None, raise_version=False)
    changed = replace(tables, rows={**tables.rows, "pdus": [{**row, "name": "Another"} for row in tables.rows["pdus"]]})
    assert out(changed, "") != before
    (tmp_path / "releases" / "index.csv").unlink()
    for file in (tmp_path / "releases").glob("*.zip"):
        file.unlink()
    assert out(tables, "") == before


def test_a_package_that_was_kept_is_the_same() -> None:
    assert unpack_tables(pack_tables(edited())) == edited()


def test_documents_for_programs_are_made_anew_when_a_table_or_a_release_says_something_else(
    tmp_path: Path,
) -> None:
    kept = Cache(tmp_path)
    first = ReleaseEntry("1.0.0", "2026-11-23", "0" * 64, "The first release.", None)
    cases = [(edited(), History()), (edited(), History((first,)))]
    cases.append((edited(change("pdus", {"pdu_id": "alderby"}, name="Otherby")), History((first,))))
    seen = set()
    for tables, history in (*cases, *cases[::-1]):
        facts, about = Facts(build_directory(tables), history), Site(SITE_URL, tables.package, ())
        anew = kept_documents(facts, about, Cache(None))
        assert kept_documents(facts, about, kept) == anew
        seen.add(repr(anew))
    assert len(seen) == len(cases)
