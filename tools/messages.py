"""Bring the translations in step with what the code and the templates say: `make messages`.

Every message of `say` and its kin is found by reading the code, not by running it. New ones appear in the file of
translations untranslated; one that reads otherwise than before keeps its translation, marked fuzzy, until somebody
looks at it; one that nobody says any more moves to the end, commented out. Names from the tables stay as they are.
"""

import ast
import io
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from ratings_site.model.wording import catalogue_file, read_catalogue

ROOT = Path(__file__).parents[1]
ONE_MESSAGE = {"say", "say_html", "to_say"}
FACTS = {"accessibility.toml"}
TWO_FORMS = {"say_count", "to_count"}

Message = str | tuple[str, str]


def messages(root: Path = ROOT) -> dict[Message, list[str]]:
    """Every message with the files that say it, in the order of the files."""
    found: dict[Message, list[str]] = {}
    for file in sorted((root / "ratings_site").rglob("*.py")):
        for message in in_code(file.read_text(encoding="utf-8")):
            _note(found, message, file.relative_to(root))
    for file in sorted((root / "ratings_site").rglob("*.jinja")):
        for message in in_template(file.read_bytes()):
            _note(found, message, file.relative_to(root))
    for file in sorted((root / "ratings_site" / "wording").glob("*.toml")):
        if file.name not in FACTS:
            for message in in_table(tomllib.loads(file.read_text(encoding="utf-8"))):
                _note(found, message, file.relative_to(root))
    forms = {message[0] for message in found if isinstance(message, tuple)}
    return {message: files for message, files in found.items() if message not in forms}


def in_code(source: str) -> Iterator[Message]:
    """The messages of a module: every text among the first argument of a call, and both forms of a count."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = ast.unparse(node.func).rpartition(".")[2]
        if called in ONE_MESSAGE:
            yield from _texts(node.args[0])
        elif called in TWO_FORMS:
            given = node.args[0].elts if isinstance(node.args[0], ast.Tuple) else node.args
            texts = [text for argument in given for text in _texts(argument)]
            if len(texts) > 1:
                yield (texts[0], texts[1])


def in_template(source: bytes) -> Iterator[str]:
    """The messages of a template."""
    for _, _, message, _ in babel_extract(io.BytesIO(source), ["say"], (), {"silent": "false"}):
        text = message[0] if isinstance(message, tuple) else message
        if text:
            yield text


def in_table(table: Mapping[str, Any]) -> Iterator[Message]:
    """The messages of a table of words; a list of two is one of a count, and the signs of a glossary are none."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from in_table(value)
        elif isinstance(value, str):
            yield value
        elif key != "signs":
            yield (value[0], value[1])


def updated(file: Path) -> str:
    """A file of translations in step with what is said."""
    catalogue = read_catalogue(file)
    template = Catalog(creation_date=catalogue.creation_date)
    for message, files in messages().items():
        template.add(message, locations=[(path, 1) for path in files])
    for named in catalogue:
        if named.context:
            template.add(named.id, context=named.context)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    text = io.BytesIO()
    write_po(text, catalogue, width=100, include_lineno=False)
    return text.getvalue().decode()


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be: itself, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _note(found: dict[Message, list[str]], message: Message, file: Path) -> None:
    files = found.setdefault(message, [])
    if file.as_posix() not in files:
        files.append(file.as_posix())


if __name__ == "__main__":
    catalogue_file().write_text(updated(catalogue_file()), encoding="utf-8")
