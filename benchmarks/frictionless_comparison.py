"""How plain Frictionless does on the mistakes that the tests make, beside the checker.

Each case of `tests/check` damages a copy of the real package. It is then given to `frictionless.Package(…).validate()`
with nothing but the descriptor, in a process of its own (a pipe under the name of a table stops it for ever), and to
the checker. Written to `frictionless_comparison.md`: python -m benchmarks.frictionless_comparison
"""

import multiprocessing
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from frictionless import FrictionlessException, Package

from ratings_site.check import read
from tests.check.cases import Case
from tests.check.copies import REAL, copy_of
from tests.check.test_kinds import CASES

SECONDS = 30
FETCHES = {"remote-file"}
"""Frictionless would fetch these from the network."""


@dataclass(frozen=True)
class Outcome:
    """What became of one case: how many messages each gave; None where Frictionless gave no answer."""

    case: Case
    plain: int | None
    ours: int
    how: str = ""


def _validate(folder: str, answer: "multiprocessing.Queue[tuple[int, str]]") -> None:
    try:
        report = Package(f"{folder}/datapackage.json").validate()
        answer.put((report.stats["errors"], ""))
    except FrictionlessException:
        answer.put((1, ""))
    except Exception as error:  # noqa: BLE001 (any exception is an outcome here)
        answer.put((1, f"raises {type(error).__name__}"))


def _plain(folder: Path) -> tuple[int | None, str]:
    context = multiprocessing.get_context("fork")
    answer: multiprocessing.Queue[tuple[int, str]] = context.Queue()
    process = context.Process(target=_validate, args=(str(folder), answer))
    process.start()
    try:
        return answer.get(timeout=SECONDS)
    except Exception:  # noqa: BLE001 (the queue's Empty, whatever its type is called)
        return None, f"no answer within {SECONDS} seconds"
    finally:
        process.terminate()
        process.join()


def _outcomes() -> Iterator[Outcome]:
    for case in CASES:
        with tempfile.TemporaryDirectory() as name:
            copy = copy_of(REAL, Path(name) / "package")
            case.damage(copy)
            plain, how = (0, "would fetch the file") if case.kind in FETCHES else _plain(copy.folder)
            yield Outcome(case, plain, len(read(copy.folder).issues), how)


def _table(outcomes: list[Outcome]) -> str:
    kinds = sorted({outcome.case.kind for outcome in outcomes})
    rows = [_row(kind, [outcome for outcome in outcomes if outcome.case.kind == kind]) for kind in kinds]
    caught = [outcome for outcome in outcomes if outcome.plain]
    full = [kind for kind in kinds if all(one.plain for one in outcomes if one.case.kind == kind)]
    messages = [outcome.plain for outcome in caught if outcome.plain]
    head = [
        "# Plain Frictionless beside the checker",
        "",
        "Made by `python -m benchmarks.frictionless_comparison`. Each case is one mistake in a copy of the real",
        "package, made by the tests of the checker, which was written to catch them; plain Frictionless has the same",
        "descriptor and nothing else. It catches what a descriptor can say; the rest is what the checker adds.",
        "",
        "| | plain Frictionless | the checker |",
        "| --- | ---: | ---: |",
        f"| kinds of mistakes tried | {len(kinds)} | {len(kinds)} |",
        f"| kinds caught in every case | {len(full)} | {len(kinds)} |",
        f"| cases tried | {len(outcomes)} | {len(outcomes)} |",
        f"| cases caught | {len(caught)} | {sum(outcome.ours > 0 for outcome in outcomes)} |",
        f"| messages for one mistake, median | {median(messages):g} | {median(one.ours for one in outcomes):g} |",
        f"| messages for one mistake, most | {max(messages):,} | {max(one.ours for one in outcomes)} |",
        f"| cases with one message | {messages.count(1)} | {sum(one.ours == 1 for one in outcomes)} |",
        "",
        "| kind | cases | caught by plain Frictionless | its messages | |",
        "| --- | ---: | ---: | --- | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _row(kind: str, outcomes: list[Outcome]) -> str:
    messages = ", ".join("–" if one.plain is None else f"{one.plain:,}" for one in outcomes)
    notes = "; ".join(sorted({one.how for one in outcomes if one.how}))
    return f"| {kind} | {len(outcomes)} | {sum(bool(one.plain) for one in outcomes)} | {messages} | {notes} |"


def main() -> None:
    """Run every case and write the table."""
    outcomes = list(_outcomes())
    path = Path(__file__).with_suffix(".md")
    path.write_text(_table(outcomes), encoding="utf-8")
    print(path.read_text(encoding="utf-8").split("\n| kind |")[0])


if __name__ == "__main__":
    main()
