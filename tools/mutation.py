"""Whether the tests would notice: code that decides is spoilt, one small change at a time, and its tests run.

A change is noticed when a test fails, or when mypy refuses it, as `make check` does. At least NOTICED of the changes of
each module have to be, and each of the others has its reason in `mutation.toml`: python -m tools.mutation [ROOM…]
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from pathlib import Path
from typing import Any

from mutmut.mutation.diff_apply import get_diff_for_mutant

PROJECT = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_suffix(".toml")
FOLDER = PROJECT / "build" / "mutation"
CODE = "ratings_site"
MADE = {"build", "site"}
NOTICED = 0.9
NOTICING = {1, 3, 24, -24, 36, 37, 152, 255}
"""How mutmut says that a test failed or did not end, or that the types do not fit."""


def settings(spoilt: Sequence[str], tests: Sequence[str], beside: Sequence[str]) -> str:
    """What mutmut is told, as a table of pyproject.toml."""
    told: Mapping[str, Any] = {
        "source_paths": [CODE],
        "only_mutate": spoilt,
        "also_copy": beside,
        "pytest_add_cli_args": ["-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": tests,
        "type_check_command": ["mypy", "--no-warn-unused-ignores", "--output", "json", *spoilt],
        "on_dependency_change": "ignore",
    }
    return "\n[tool.mutmut]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in told.items())


def spoil(name: str, spoilt: Sequence[str], tests: Sequence[str]) -> Path:
    """Run the tests over every change of some modules; gives the folder with what came of it."""
    room = FOLDER / name
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    kept = sorted(path for path in PROJECT.iterdir() if path.name not in MADE and path.name[0] != ".")
    for path in kept:
        (room / path.name).symlink_to(path)
    (room / "pyproject.toml").unlink()
    told = settings(spoilt, tests, [path.name for path in kept if path.name != CODE])
    (room / "pyproject.toml").write_text(
        (PROJECT / "pyproject.toml").read_text(encoding="utf-8") + told, encoding="utf-8"
    )
    mutmut(room)
    return room


def mutmut(room: Path) -> None:
    """Run mutmut, without the wheel that it turns while it works."""
    beside = Path(sys.executable).parent
    done = subprocess.run(  # noqa: S603  the program beside this Python
        [str(beside / "mutmut"), "run", "--max-children", "1"],
        cwd=room,
        env=os.environ | {"PATH": f"{beside}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = re.sub(r"^[\u2800-\u28ff] .*\n", "", done.stdout + done.stderr, flags=re.MULTILINE)
        sys.exit(f"{room.name}: mutmut ended with {done.returncode}\n{said}")


def judge(room: Path, module: str, reasons: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """A line about a module, with what is wrong with its tests: too little noticed, or what nobody has explained."""
    held = json.loads((room / "mutants" / f"{module}.meta").read_text(encoding="utf-8"))
    ended: dict[str, int | None] = held["exit_code_by_key"]
    unnoticed = [name for name, code in ended.items() if code not in NOTICING]
    share = 1 - len(unnoticed) / len(ended)
    yield f"{share:6.1%} of {len(ended):4} noticed: {module}"
    if share < NOTICED:
        yield f"  At least {NOTICED:.0%} have to be."
    for name in unnoticed:
        change = changed_lines(room, module, name)
        if not any(re.search(reason["change"], change, re.MULTILINE) for reason in reasons):
            yield f"  {name}\n{change}"


def changed_lines(room: Path, module: str, name: str) -> str:
    """What a change was: the lines before (-) and after (+)."""
    with chdir(room):
        lines = get_diff_for_mutant(name, path=module).splitlines()
    return "\n".join(f"    {line[0]} {line[1:].strip()}" for line in lines if re.match(r"[-+](?![-+]{2} )", line))


def main(asked: Sequence[str]) -> int:
    """Judge the rooms that are asked for, or all; 1 where a change is neither noticed nor explained."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    wrong = False
    for name in asked or table["rooms"]:
        spoilt = [f"{CODE}/{module}.py" for module in table["rooms"][name]["modules"]]
        room = spoil(name, spoilt, table["rooms"][name]["tests"])
        for module in spoilt:
            said = list(judge(room, module, table["reasons"]))
            print("\n".join(said), flush=True)
            wrong |= len(said) > 1
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
