"""What the site says: English where it stands in the code, Welsh from its file, and what is Welsh known as Welsh."""

import ast
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from ratings_site.model import wording
from ratings_site.model.wording import (
    capital,
    catalogue_file,
    left_open,
    named,
    say,
    say_count,
    say_html,
    show_welsh,
    small,
    speaking,
    without_signs,
    words_of,
)
from ratings_site.wording.words import day_words, joined, number_word, out_of, plural
from tests.find.catalogues import write_catalogue
from tools.messages import in_code, in_table, in_template, messages, updated

ROOT = Path(__file__).parents[2]

WELSH = {
    "Its score": "Ei sgôr",
    "The rating is {rating}.": "Y sgôr yw {rating}.",
    "It came out in {year}.": "Daeth allan yn {year}.",
    ("one PDU", "{count} PDUs"): ("dim", "un", "dwy", "tair", "chwech", "{count} uned"),
    ("one year", "{count} years"): ("", "blwyddyn", "", "", "", ""),
    "not reviewed": "heb ei adolygu",
    "d MMMM y": "d MMMM y",
}


@pytest.fixture
def _welsh(tmp_path, monkeypatch) -> None:
    """A small catalogue in the place of the site's own."""
    write_catalogue(tmp_path, WELSH, {"Leadership": "Arweinyddiaeth"}, fuzzy=["not reviewed"])
    monkeypatch.setattr(wording, "FOLDER", tmp_path)


def shown(text: str) -> str:
    """A text as a page in Welsh shows it, with brackets for its marks."""
    return show_welsh(text).replace('<span lang="cy">', "[").replace("</span>", "]")


def test_the_file_of_translations_is_in_step_with_what_is_said() -> None:
    """Where it is not, `make messages` brings it there."""
    assert catalogue_file().read_text(encoding="utf-8") == updated(catalogue_file())


def test_every_call_that_says_something_says_a_text_that_translators_find() -> None:
    """A text that is put together while the site is built would be in no file of translations."""
    loose = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(ROOT.glob("ratings_site/**/*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"say", "say_html", "to_say"}
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert loose == []


def test_messages_are_found_in_code_and_in_templates() -> None:
    code = 'say("a" if x else "b", c="no"), to_say("d"), say_count(("e", "f"), 2), to_count("g", "h"), other("no")'
    assert list(in_code(code)) == ["a", "b", "d", ("e", "f"), ("g", "h")]
    assert list(in_table({"a": {"b": "c", "d": ["e", "f"], "signs": ["g"]}})) == ["c", ("e", "f")]
    assert list(in_template(b"{{ say('a {b}', b=say('c') if d else say(e)) }} <p>{{ other('no') }}</p>")) == [
        "a {b}",
        "c",
    ]


def test_nothing_is_said_while_modules_are_read() -> None:
    """What is said at import would be said in English for ever."""
    early = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted(ROOT.glob("ratings_site/**/*.py"))
        for call in calls_at_import(ast.parse(path.read_text(encoding="utf-8")))
        if call.func.id in {"say", "say_count", "say_html", "plural", "out_of", "left_open", "named"}
    ]
    assert early == []


def calls_at_import(node: ast.AST) -> list[ast.Call]:
    """The calls of plain names that reading a module makes."""
    found = [node] if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else []
    inside = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    return found + [
        call for child in ast.iter_child_nodes(node) if not isinstance(child, inside) for call in calls_at_import(child)
    ]


def test_calls_at_import_are_those_outside_functions() -> None:
    tree = ast.parse("A = f(1)\ndef g():\n    h(2)\nclass B:\n    c = i(3)\nd = lambda: j(4)\n")
    assert [call.func.id for call in calls_at_import(tree)] == ["f", "i"]


def test_every_unit_that_is_counted_is_in_the_table_and_no_other() -> None:
    rooms = [room for room in (ROOT / "ratings_site").iterdir() if room.name != "check"]
    files = [path for room in rooms for path in ([room] if room.suffix == ".py" else room.rglob("*.py"))]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    place = {"plural": 1, "out_of": 2}
    named = [(ast.unparse(call.func).rpartition(".")[2], call.args) for call in calls]  # words.plural is plural
    counted = {
        args[place[name]].value
        for name, args in named
        if name in place and len(args) > place[name] and isinstance(args[place[name]], ast.Constant)
    }
    assert len(counted) > 5
    assert counted <= words_of("units").keys()
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    known = {f"known_{unit}" for unit in ("pdu", "region")}  # said of a unit that has ratings which are not known
    known |= {f"{kind} {change}" for kind, told in words_of("changes").items() for change in told}
    assert words_of("units").keys() <= texts | known


def test_every_message_has_gaps_that_can_be_filled() -> None:
    for message in messages():
        for form in (message,) if isinstance(message, str) else message:
            assert not set("{}") & set(wording.GAP.sub("", form)), form


@pytest.mark.usefixtures("_welsh")
def test_in_english_nothing_is_welsh() -> None:
    assert say("Its score") == "Its score"
    assert named("Leadership") == "Leadership"
    assert [say_count(("one PDU", "{count} PDUs"), count, count=count) for count in (1, 2)] == ["one PDU", "2 PDUs"]


@pytest.mark.usefixtures("_welsh")
def test_what_has_no_welsh_that_is_reviewed_and_whole_is_said_in_english() -> None:
    with speaking("cy"):
        assert say("Its age") == "Its age"
        assert say("not reviewed") == "not reviewed"
        assert say_count(("one year", "{count} years"), 1, count="one") == "one year"
        assert named("Staffing") == "Staffing"


@pytest.mark.usefixtures("_welsh")
def test_each_piece_of_welsh_is_marked_and_what_fills_its_gaps_is_what_it_is() -> None:
    with speaking("cy"):
        assert shown(say("The rating is {rating}.", rating="Good")) == "[Y sgôr yw ]Good[.]"
        assert shown(say("The rating is {rating}.", rating=say("Its score"))) == "[Y sgôr yw ][Ei sgôr][.]"
        assert shown(say("It came out in {year}.", year=2024)) == "[Daeth allan yn 2024.]"
        assert shown(say("{a}; {b}", a=say("Its score"), b="Leeds")) == "[Ei sgôr]; Leeds"


@pytest.mark.usefixtures("_welsh")
def test_welsh_stays_welsh_through_capitals_joins_and_small_letters() -> None:
    with speaking("cy"):
        name = named("Leadership")
        assert shown(small(name)) == "[arweinyddiaeth]"
        assert shown(name.lower()) == "[arweinyddiaeth]"
        assert shown(capital(small(name))) == "[Arweinyddiaeth]"
        assert shown(joined([name, "York", "Leeds"])) == "[Arweinyddiaeth], York and Leeds"
        assert shown(f"{name}: {name}") == "[Arweinyddiaeth]: [Arweinyddiaeth]"
        assert without_signs(name) == "Arweinyddiaeth"
    assert [capital(text) for text in ("six of 21", "", "É")] == ["Six of 21", "", "É"]


@pytest.mark.usefixtures("_welsh")
def test_welsh_has_six_forms_of_a_count() -> None:
    with speaking("cy"):
        said = [shown(say_count(("one PDU", "{count} PDUs"), count, count=count)) for count in (0, 1, 2, 3, 6, 24)]
    assert said == ["[dim]", "[un]", "[dwy]", "[tair]", "[chwech]", "[24 uned]"]


@pytest.mark.usefixtures("_welsh")
def test_a_date_is_welsh_once_its_pattern_is() -> None:
    assert day_words(date(2024, 10, 24)) == "24 October 2024"
    with speaking("cy"):
        assert shown(day_words(date(2024, 10, 24))) == "[24 Hydref 2024]"


@pytest.mark.usefixtures("_welsh")
def test_html_in_a_gap_stays_html_and_all_else_is_escaped() -> None:
    chip = Markup("<b>Good</b>")
    with speaking("cy"):
        assert shown(say_html("The rating is {rating}.", rating=chip)) == "[Y sgôr yw ]<b>Good</b>[.]"
        assert shown(say_html("The rating is {rating}.", rating="<b>")) == "[Y sgôr yw ]&lt;b&gt;[.]"


@pytest.mark.usefixtures("_welsh")
def test_an_attribute_holds_welsh_without_marks_and_a_script_fills_gaps_itself() -> None:
    with speaking("cy"):
        html = f'<p title="{say("Its score")}">{say("Its score")}</p>'
        assert show_welsh(html) == '<p title="Ei sgôr"><span lang="cy">Ei sgôr</span></p>'
        assert left_open({"a": "The rating is {rating}.", "b": {"c": "Its age"}}) == {
            "a": "Y sgôr yw {rating}.",
            "b": {"c": "Its age"},
        }


def test_counts_in_english_are_those_of_the_units() -> None:
    assert (plural(0, "pdu"), plural(1, "pdu"), plural(12, "pdu")) == ("no PDUs", "one PDU", "12 PDUs")
    assert out_of(2, 2, "known_pdu") == "two of two PDUs with a known rating"
    assert out_of(5, 5, "known_pdu") == "all five PDUs with a known rating"
    assert number_word(1200) == "1,200"
