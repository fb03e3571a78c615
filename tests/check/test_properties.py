"""Whatever bytes are put in a table, there are issues or tables, and never an exception."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ratings_site.check import Severity, read
from ratings_site.check.report import FORMS, render_report
from ratings_site.model.tables import Tables
from tests.check.copies import Copy
from tests.check.packages import small_package

TABLES = sorted(path.stem for path in (Path(__file__).parents[1] / "packages" / "valid").glob("*.csv"))
PIECES = [
    b",", b'"', b'""', b"\n", b"\r\n", b"\r", b"\xef\xbb\xbf", b"\0", b"\xff", b"\xc3\xb4", b"=", b"-", b" ", b"\t",
]  # fmt: skip
PIECES += [
    b"2024-10-24", b"45589", b"24/10/2024", b"Good", b"good", b"synthetic", b"dale-2024", b"N/A", b"#REF!", b"1e9",
]  # fmt: skip
PIECES += [
    b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n", b"sep=;\n", b";", "ŵ’–\u200b\u202e\u00a0".encode(), b"9" * 30,
]  # fmt: skip
EXAMPLES = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,  # the same examples every day; the long test looks for new ones
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture
def package(tmp_path: Path) -> Copy:
    return small_package(tmp_path / "package")


@contextmanager
def _put_back(path: Path) -> Iterator[None]:
    """Give a file its bytes again, also where the test fails: the next example begins with a sound package."""
    before = path.read_bytes()
    try:
        yield
    finally:
        path.write_bytes(before)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Tables | None:
    """The package before anything happens to it."""
    return read(small_package(tmp_path_factory.mktemp("sound") / "package").folder).tables


def _is_an_answer(package: Copy, sound: Tables | None) -> None:
    """The same whether or not it is known what was sound before."""
    checked = read(package.folder)
    assert read(package.folder, sound=sound) == checked
    failures = [issue for issue in checked.issues if issue.severity is Severity.FAILURE]
    assert (checked.tables is None) == bool(failures)
    assert list(checked.issues) == sorted(checked.issues)
    for form in FORMS:
        assert render_report(checked.issues, package=Path("package"), form=form).endswith("\n")


@EXAMPLES
@given(table=st.sampled_from(TABLES), content=st.binary(max_size=400))
def test_any_bytes_in_any_table_give_an_answer(package: Copy, sound: Tables | None, table: str, content: bytes) -> None:
    with _put_back(package.path(table)):
        package.path(table).write_bytes(content)
        _is_an_answer(package, sound)


@EXAMPLES
@given(
    table=st.sampled_from(TABLES), content=st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join), data=st.data()
)
def test_any_damage_within_any_table_gives_an_answer(
    package: Copy, sound: Tables | None, table: str, content: bytes, data: st.DataObject
) -> None:
    before = package.path(table).read_bytes()
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, min(len(before), start + 80)))
    with _put_back(package.path(table)):
        package.path(table).write_bytes(before[:start] + content + before[end:])
        _is_an_answer(package, sound)


@EXAMPLES
@given(
    table=st.sampled_from(TABLES),
    cell=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=30),
    data=st.data(),
)
def test_any_text_in_any_cell_gives_an_answer(
    package: Copy, sound: Tables | None, table: str, cell: str, data: st.DataObject
) -> None:
    rows = len(package.lines(table))
    if rows > 1:
        column = data.draw(st.sampled_from(package.columns(table)))
        place = data.draw(st.integers(0, rows - 2))
        with _put_back(package.path(table)):
            package.change_column(table, column, lambda cells: [*cells[:place], f"{cell}~", *cells[place + 1 :]])
            _is_an_answer(package, sound)


@EXAMPLES
@given(
    seed=st.integers(0, 2**32),
    value=st.sampled_from([None, 0, -1, 1.5, "", "x", "../x.csv", [], {}, [None], True, "(["]),
)
def test_any_value_anywhere_in_the_descriptor_gives_an_answer(
    package: Copy, sound: Tables | None, seed: int, value: object
) -> None:
    path = package.folder / "datapackage.json"
    content = json.loads(path.read_bytes())
    _spoil(content, random.Random(seed), value)  # noqa: S311 (the same places for the same seed)
    with _put_back(path):
        path.write_text(json.dumps(content), encoding="utf-8")
        _is_an_answer(package, sound)


def _spoil(content: dict | list, chance: random.Random, value: object) -> None:
    """Put a value at a place of a nested structure, each level as likely as the next."""
    places = list(content) if isinstance(content, dict) else list(range(len(content)))
    place = chance.choice(places)
    inner = content[place]
    if isinstance(inner, dict | list) and inner and chance.random() < 0.8:
        _spoil(inner, chance, value)
    else:
        content[place] = value


@EXAMPLES
@given(content=st.binary(max_size=200) | st.text(max_size=100).map(str.encode) | st.just(b"[" * 5000))
def test_any_bytes_as_descriptor_give_an_answer(package: Copy, sound: Tables | None, content: bytes) -> None:
    path = package.folder / "datapackage.json"
    with _put_back(path):
        path.write_bytes(content)
        _is_an_answer(package, sound)


@pytest.mark.long
def test_damage_upon_damage_gives_an_answer(package: Copy, sound: Tables | None) -> None:
    """A thousand packages, each damaged at several places of several files, new ones at every run."""
    chance = random.Random()  # noqa: S311 (any will do)
    before = {path: path.read_bytes() for path in package.folder.iterdir()}
    for _ in range(1000):
        for path in chance.choices(sorted(before), k=chance.randint(1, 4)):
            path.write_bytes(_damaged(path.read_bytes(), chance))
        _is_an_answer(package, sound)
        for path, content in before.items():
            path.write_bytes(content)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(content) + 1)
        end = start + chance.choice([0, 0, 1, 2, 5, 30])
        content = content[:start] + chance.choice([b"", *PIECES, chance.randbytes(1)]) + content[end:]
    return content
