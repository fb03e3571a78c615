"""The command line: what can be asked for, which is read before anything is loaded that a command needs."""

import argparse
import io
import os
import sys
import tomllib
import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ratings_site.author import AuthorError
from ratings_site.author.mishaps import MISHAPS, mishap_words
from ratings_site.publish.problems import PublishError

Told = dict[str, Any]

_FOLDER = Path(__file__).parent
COMMANDS: Told = tomllib.loads((_FOLDER / "commands.toml").read_text(encoding="utf-8"))
ENTRIES: Told = tomllib.loads((_FOLDER / "author" / "new.toml").read_text(encoding="utf-8"))
"""What can be entered with the command `new`."""
_SHARED: Told = COMMANDS.pop("shared") | ENTRIES.pop("shared")
_TYPES: Mapping[str, Callable[[str], Any]] = {"path": Path, "number": int}


def merged(told: Told, part: str) -> Told:
    """The questions (`ask`) or the `options` of a command or an entry, its own first, then those that it uses."""
    parts = (told, *(_SHARED[name] for name in told.get("uses", ())))
    return {key: value for own in parts for key, value in own.get(part, {}).items()}


def option(name: str) -> str:
    """What an answer is called on the command line."""
    return f"--{name.replace('_', '-')}"


def parse(arguments: Sequence[str] | None, description: str | None) -> argparse.Namespace:
    """The command line as options; wrong usage ends the program with code 2."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--package", type=Path, default=Path("datapackage"), help="folder of the tables")
    day, words = calendar_day(datetime.now(UTC)), "day of the check and of an entry; default: today"
    common.add_argument("--on", type=date.fromisoformat, default=day, metavar="DAY", help=words)
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(metavar="COMMAND")
    for name, told in COMMANDS.items():
        command = commands.add_parser(name, help=told["help"], parents=[common] if told.get("package", True) else [])
        _add(command, merged(told, "options"))
        command.set_defaults(run=told.get("run"))
    kinds = commands.choices["new"].add_subparsers(metavar="KIND", required=True)
    for name, told in ENTRIES.items():
        kind, options = kinds.add_parser(name, help=told["help"], parents=[common]), merged(told, "options")
        questions = {key: text for key, text in merged(told, "ask").items() if key not in options}
        _add(kind, {option(key): {"default": None, "help": text.replace("%", "%%")} for key, text in questions.items()})
        _add(kind, {option(key): _usual(key, look) | look for key, look in options.items()} | told.get("arguments", {}))
        kind.set_defaults(run=told.get("run", "author.new:new_command"), kind=name)
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given = ["build", *given]
    return parser.parse_args(given)


def _add(parser: argparse.ArgumentParser, options: Told) -> None:
    for name, look in options.items():
        parser.add_argument(name, **look | ({"type": _TYPES[look["type"]]} if "type" in look else {}))


def _usual(name: str, look: Told) -> Told:
    # that a cell was empty before is said by an empty text, which is not the same as saying nothing
    return {"action": "append", "default": []} if "metavar" in look else {"default": None if name == "was" else ""}


def calendar_day(now: datetime) -> date:
    """The day it is in London at this moment, which must know its time zone."""
    return now.astimezone(zoneinfo.ZoneInfo("Europe/London")).date()


def guarded(command: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Run a command; whatever stops it becomes words and the exit code 1."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name) or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  it was closed
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without a letter still gets the message
        setattr(sys, name, stream)
    try:
        code = command(options)
        sys.stdout.flush()
    except BrokenPipeError:
        _say_no_more()  # whoever read along has seen enough
    except (AuthorError, PublishError) as error:
        print(error, file=sys.stderr)
    except MISHAPS as error:
        print(mishap_words(error), file=sys.stderr)
        if isinstance(error, OSError) and error.filename is None:
            _say_no_more()
    else:
        return code
    return 1


def _say_no_more() -> None:
    """Let what is left to print go nowhere, or Python would fail over it again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
