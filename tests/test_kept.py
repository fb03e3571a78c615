import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment

from ratings_site.charts.draw import DRAWN_WITH, ROOM
from ratings_site.kept import Cache, key_of, pack, unpack
from ratings_site.pages.page import KeptTemplates

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
    silent |= {"charts", "model/counts"}
    imported = {
        words[1].removeprefix("ratings_site.").replace(".", "/")
        for module in DRAWN_WITH
        for line in (ROOM / f"{module}.py").read_text(encoding="utf-8").splitlines()
        if (words := line.split())[:1] == ["from"] and words[1].startswith("ratings_site.")
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
