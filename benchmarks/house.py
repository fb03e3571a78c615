"""How large the house is: the product's lines, modules, dataclasses and names, beside the code bases it learnt from.

Counted from the source alone, so that anybody gets the same figures; and from one build, how many frames the product
makes of the tables, and which of its modules turn columns back into text. Written to `house.md`:
python -m benchmarks.house
"""

import ast
import sys
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from pandas import DataFrame

from ratings_site.check import read
from ratings_site.model.as_of import as_of
from ratings_site.model.tables import text_of
from ratings_site.site import render_whole_site

PROJECT = Path(__file__).resolve().parents[1]
COUNTED = ("lines", "modules", "dataclasses", "fields", "imported names", "functions")
MODELS = {
    "ehrQL": (22_245, 96, 27, 72, 830, 1_111),
    "openprescribing-v2": (6_505, 67, 5, 20, 370, 201),
    "check-datapackage": (1_754, 9, 4, 15, 104, 69),
    "peps": (4_572, 35, 1, 2, 228, 189),
}
"""Measured by the same definitions on 26 November 2026."""

FIRST_DAY = (21_781, 215, 182, 1_004, 2_518, 1_479)


def modules_of(project: Path) -> list[Path]:
    return [project / "build_site.py", *sorted((project / "ratings_site").rglob("*.py"))]


def measure(source: str) -> Counter[str]:
    """The size of one module."""
    sizes = Counter(dict.fromkeys(COUNTED, 0), lines=len(source.splitlines()), modules=1)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and any(_is_dataclass(decorator) for decorator in node.decorator_list):
            sizes["dataclasses"] += 1
            sizes["fields"] += sum(isinstance(inner, ast.AnnAssign) for inner in node.body)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            sizes["imported names"] += len(node.names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            sizes["functions"] += 1
    return sizes


def _is_dataclass(decorator: ast.expr) -> bool:
    name = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(name).rpartition(".")[2] == "dataclass"


def count_calls(work: Callable[[], object]) -> Counter[tuple[str, str]]:
    """How often each module of the product makes a frame, or turns a column of one into text, during some work."""
    calls: Counter[tuple[str, str]] = Counter()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and (what := _what(frame)) and (caller := _caller(frame)):
            calls[what, caller] += 1

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def _what(frame: FrameType) -> str:
    made, texts = DataFrame.__init__.__code__, text_of.__code__
    return {made: "frames made", texts: "cells turned to text"}.get(frame.f_code, "")


def _caller(frame: FrameType) -> str:
    """The module of the product that asked: what only turns cells into text asks for another."""
    asked = frame.f_back
    while asked and frame.f_code is text_of.__code__ and asked.f_globals.get("__name__") == text_of.__module__:
        asked = asked.f_back
    name = str(asked.f_globals.get("__name__")) if asked else ""
    return name if name.startswith("ratings_site.") else ""


def build_once() -> None:
    """Everything that one build makes of the real package, with nothing kept from another."""
    checked = read(PROJECT / "datapackage").tables
    assert checked is not None  # noqa: S101  # the committed tables pass the check
    tables = as_of(checked, checked.package.created)
    deque(render_whole_site(tables, site_url="https://ratings.example/"), maxlen=0)


def render(ours: Counter[str], calls: Counter[tuple[str, str]]) -> str:
    rows = {"**this site**": tuple(ours[name] for name in COUNTED), "this site on its first day": FIRST_DAY, **MODELS}
    lines = [
        "# The size of the house",
        "",
        "Made by `make bench`: lines of Python of the product (build_site.py and ratings_site, blank lines and",
        "docstrings too), its modules, its dataclasses and their annotated fields, the names that its modules import,",
        "and its functions. The other code bases were measured by the same definitions on 26 November 2026.",
        "",
        f"| | {' | '.join(COUNTED)} |",
        "| --- |" + " ---: |" * len(COUNTED),
        *(_row(name, figures) for name, figures in rows.items()),
        "",
        "What one build does with the tables, by the module that asks for it:",
        "",
        "| | module | times |",
        "| --- | --- | ---: |",
        *(f"| {what} | `{module}` | {times:,} |" for (what, module), times in sorted(calls.items())),
    ]
    return "\n".join(lines) + "\n"


def _row(name: str, figures: tuple[int, ...]) -> str:
    return f"| {name} | {' | '.join(f'{figure:,}' for figure in figures)} |"


def main() -> None:
    """Count and write the table."""
    ours = sum((measure(file.read_text(encoding="utf-8")) for file in modules_of(PROJECT)), Counter())
    path = Path(__file__).with_suffix(".md")
    path.write_text(render(ours, count_calls(build_once)), encoding="utf-8")
    print(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
