import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment

from ratings_site.charts.draw import DRAWN_WITH, ROOM
from ratings_site.downloads import render_release
from ratings_site.kept import Cache, key_of, pack, unpack
from ratings_site.model.directory import build_directory
from ratings_site.pages import contents
from ratings_site.pages.find_index import build_find_index
from ratings_site.pages.page import READ_TO_FIND, Facts, Furniture, KeptTemplates
from ratings_site.pages.search import render_index, surroundings
from ratings_site.site import kept_release
from tests.frozen import frozen_directory
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
    assert {key: cache.find(key) for key in ("aanew", "bbold", "ccasked")} == {
        "aanew": b"content",
        "bbold": None,
        "ccasked": b"content",
    }


def test_the_name_of_a_drawing_holds_all_code_that_draws_it() -> None:
    """What those modules import of the project is among them, or holds no drawing, and words that its data hold."""
    silent = {"model/rows", "model/tables", "model/directory", "whole", "wording/findings", "wording/sentences"}
    silent |= {"charts", "model", "model/counts"}
    imported = {
        words[1].removeprefix("ratings_site.").replace(".", "/")
        for module in DRAWN_WITH
        for line in (ROOM / f"{module}.py").read_text(encoding="utf-8").splitlines()
        if (words := line.split())[:1] == ["from"]
        and words[1].startswith("ratings_site.")
        and words[1] != "ratings_site.model"
    } | {
        f"model/{name}"
        for module in DRAWN_WITH
        for line in (ROOM / f"{module}.py").read_text(encoding="utf-8").splitlines()
        if line.startswith("from ratings_site.model import ")
        for name in line.removeprefix("from ratings_site.model import ").split(", ")
    }
    assert imported - silent <= set(DRAWN_WITH)


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
    assert (render_index(facts.index), facts.index.shown) == (render_index(every), every.shown)


def test_the_name_of_what_leads_to_an_area_holds_the_cells_of_its_tables_and_no_other() -> None:
    tables = edited()
    for name, rows in tables.rows.items():
        for column in list(rows[0])[:2] if rows else ():
            after = replace(tables, rows={**tables.rows, name: [row | {column: "another"} for row in rows]})
            assert (after.text_of(READ_TO_FIND) != tables.text_of(READ_TO_FIND)) == (name in READ_TO_FIND)


def test_what_leads_to_an_area_is_made_anew_when_a_place_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "TO_FIND", [kind for kind in contents.TO_FIND if kind.path == "find/index.md"])
    names = []
    for tables in (edited(), edited(change("pdus", {"pdu_id": "alderby"}, name="Otherby"))):
        made = contents.find_pages(Facts(build_directory(tables)), Furniture(lambda *_: "", SITE_URL, Cache(tmp_path)))
        names.append(("Otherby" in made[1], list(made[0])))
    assert names == [(False, ["find/index.md"]), (True, ["find/index.md"])]


def test_downloads_that_were_kept_are_made_anew_when_a_table_says_something_else(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    packages = [edited(), edited(change("pdus", {"pdu_id": "alderby"}, name="Otherby")), edited()]
    for directory in map(build_directory, packages):
        anew = render_release(directory)
        assert [kept_release(directory, kept), kept_release(directory, kept)] == [anew, anew]


def test_of_one_name_what_was_made_last_is_kept(tmp_path: Path) -> None:
    kept, made = Cache(tmp_path), list[str]()

    def newest(key: str) -> bytes:
        def make() -> bytes:
            made.append(key)
            return f"made of {key}".encode()

        return kept.newest("name", key_of(key), make)

    assert [newest(key) for key in ("a", "a", "b", "b", "a")] == [f"made of {key}".encode() for key in "aabba"]
    assert made == ["a", "b", "a"]
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1
