"""The catalogue of wording: one for each language, whole, and nothing in it that nobody says."""

import ast
import copy
import pickle
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from ratings_site.model import wording
from ratings_site.model.wording import Said, Text, capital, pattern_of, read_wording, said_in_welsh, say

ROOT = Path(__file__).parents[2]
SITE = ROOT / "ratings_site"
TEMPLATES = {path.name: path.read_text(encoding="utf-8") for path in sorted(SITE.glob("render/templates/*.jinja"))}
SAID_IN_TEMPLATES = re.compile(r"\b(?:say|label)\(\s*'([^']+)'|\belse say\('([^']+)'")
NAMES = {"sources", "regions", "pdus", "reports", "standard_names", "places", "search_places"}
"""Parts of the Welsh catalogue whose keys are names of the tables, which test_welsh.py looks up there."""
READ_WHOLE = {"find": ("find", "find-answers"), "compare.script": ("compare",), "explore": ("explore",)}
"""Parts that go to scripts in one piece, with the scripts that say them."""
FORMS = {"none", "one", "many", "only", "only_none", "both", "neither", "all", "none_of", "part", "every", "share"}
"""The forms of a count."""


def leaves(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence of a catalogue with its key."""
    for key, value in table.items():
        if isinstance(value, dict) and "text" in value and "source" in value:
            yield f"{above}{key}", value["text"]
        elif isinstance(value, dict):
            yield from leaves(value, f"{above}{key}.")
        elif isinstance(value, str):
            yield f"{above}{key}", value


def gaps(pattern: str) -> set[str]:
    return {gap for _, gap, _, _ in Formatter().parse(pattern) if gap}


ENGLISH = dict(leaves(dict(read_wording())))
WELSH = {key: text for key, text in leaves(dict(read_wording("cy"))) if key.split(".")[0] not in NAMES}


@cache
def keys_in_code() -> re.Pattern[str]:
    """What the code and the templates say: each key they name, with anything where a part is worked out."""
    found = {re.escape(key) for text in TEMPLATES.values() for keys in SAID_IN_TEMPLATES.findall(text) for key in keys}
    for path in sorted(SITE.glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
                found.add(re.escape(node.value))
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(p.value) if isinstance(p, ast.Constant) else "[^.]+" for p in node.values]
                found.add("".join(parts))
    named = sorted(key for key in found if re.match(r"[a-z_]+\\?\.", key))
    return re.compile("|".join(named))


def keys_of_the_frame() -> set[str]:
    """The keys that stand in brackets in the theme, in its mends and in the publisher's settings."""
    files = [ROOT / "mkdocs.yml", *ROOT.glob("theme/**/*.html"), *SITE.glob("publish/*.py")]
    return {key for file in files for key in re.findall(r"\[\[=?([a-z_.]+)\]\]", file.read_text(encoding="utf-8"))}


def is_said(key: str) -> bool:
    if key.startswith("frame."):
        return key in keys_of_the_frame() or f'"{key}"' in (SITE / "render" / "frame.py").read_text(encoding="utf-8")
    whole = next((part for part in READ_WHOLE if key.startswith(f"{part}.")), None)
    if whole and is_said_by_scripts(whole, key.removeprefix(f"{whole}.")):
        return True
    return bool(keys_in_code().fullmatch(key))


def is_said_by_scripts(part: str, rest: str) -> bool:
    """A sentence that a script or a page takes out of its part by name; of a table of names, the table."""
    wanted = (
        rest.split(".")[-2] if rest.startswith(("about.", "postcode.countries.")) else rest.rsplit(".", maxsplit=1)[-1]
    )
    scripts = [ROOT / "docs" / "assets" / f"{name}.js" for name in READ_WHOLE[part]]
    code = [SITE / "model" / "find.py", SITE / "render" / "find.py"] if part == "find" else []
    texts = [path.read_text(encoding="utf-8") for path in (*scripts, *code)]
    return any(re.search(rf'\.{wanted}\b|"{wanted}"', text) for text in texts)


def test_no_sentence_of_the_english_catalogue_is_unused() -> None:
    assert [key for key in ENGLISH if not is_said(key)] == []


def test_a_sentence_nobody_says_would_be_found() -> None:
    made_up = ("headline", "standards", "find", "compare", "terms", "charts", "charts.standing", "figure", "explore")
    assert [key for key in made_up if is_said(f"{key}.made_up")] == []
    assert not is_said("made.up")


def test_every_unit_that_is_counted_is_counted_somewhere_in_forms_that_counts_have() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SITE.glob("**/*.py"))
    units = read_wording()["count"]
    known = {f"known_{unit}" for unit in ("pdu", "region")}  # said of a unit that has ratings which are not known
    assert [unit for unit in units if f'"{unit}"' not in code and unit not in known] == []
    assert {form for forms in units.values() for form in forms} <= FORMS


def test_every_sentence_that_a_template_says_is_in_the_catalogue() -> None:
    said = {key for text in TEMPLATES.values() for keys in SAID_IN_TEMPLATES.findall(text) for key in keys if key}
    assert len(said) > 100
    assert sorted(said - ENGLISH.keys()) == []


def test_every_key_in_brackets_is_in_the_catalogue() -> None:
    assert len(keys_of_the_frame()) > 30
    assert sorted(keys_of_the_frame() - ENGLISH.keys()) == []


def test_every_welsh_sentence_has_an_english_one_with_the_same_gaps() -> None:
    assert sorted(WELSH.keys() - ENGLISH.keys()) == []
    assert {key: gaps(text) for key, text in WELSH.items()} == {key: gaps(ENGLISH[key]) for key in WELSH}


def test_a_sentence_is_text_that_remembers_its_key() -> None:
    said = say("headline.age", age="two years old")
    assert said == "The rating is two years old."
    assert (said.key, said.values) == ("headline.age", {"age": "two years old"})


def test_what_begins_a_sentence_has_a_capital_and_keeps_its_key_and_values() -> None:
    values = {"areas": say("count.pdu.both")}
    begun = capital(say("charts.rated.many.Good", **values))
    for said in (begun, pickle.loads(pickle.dumps(begun)), copy.deepcopy(begun)):  # noqa: S301 (dumped just now)
        assert isinstance(said, Said)
        assert (said, said.key, said.values) == ("Both PDUs were good", "charts.rated.many.Good", values)
    assert say("charts.finding", what=begun) == "Both PDUs were good."
    assert capital("six of 21") == "Six of 21"
    assert capital("") == ""


def test_what_begins_a_sentence_has_a_capital_in_welsh_too(monkeypatch) -> None:
    welsh = {"charts.finding": {"text": "{what}!"}, "count.pdu.both": {"text": "uned ac uned"}}
    monkeypatch.setattr(wording, "welsh_entry", welsh.get)
    both, english = say("count.pdu.both"), say("count.region.both")
    assert said_in_welsh(both) == (Text("uned ac uned", "cy"),)
    assert said_in_welsh(say("charts.finding", what=capital(both)))[0] == Text("Uned ac uned", "cy")
    assert said_in_welsh(say("charts.finding", what=capital(english)))[0] == Text("Both regions", "en")
    assert said_in_welsh(capital(say("charts.finding", what=english)))[0] == Text("Both regions", "en")


def test_a_key_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        pattern_of("headline.made_up")


def test_welsh_fills_its_gaps_with_welsh_and_what_is_not_translated_stays_english() -> None:
    sentence = Said("terms.overall", {"rating": "Good"})
    assert said_in_welsh(sentence) == (
        Text("Cafodd yr Uned sgôr ", "cy"),
        Text("Good", "en"),
        Text(" yn gyffredinol.", "cy"),
    )
    nested = Said("terms.overall", {"rating": say("pdu.standards")})
    assert said_in_welsh(nested)[1] == Text("Safonau", "cy")
    assert said_in_welsh(Said("terms.overall", {"rating": 21}))[1] == Text("21", "cy")
    around = say("list.next", before=say("pdu.standards"), item="Leeds")
    assert said_in_welsh(around) == (Text("Safonau", "cy"), Text(", ", "cy"), Text("Leeds", "en"))
    assert said_in_welsh(say("list.next", before="York", item="Leeds")) == (Text("York, Leeds", "en"),)
    assert said_in_welsh(say("headline.no_score")) == (Text("Its score is not in the sources we hold.", "en"),)
    assert said_in_welsh("") == ()
