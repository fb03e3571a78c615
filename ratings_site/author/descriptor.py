"""Raising the version and the date of a package: two lines of its descriptor, and no other byte."""

import json
import re
from datetime import date
from pathlib import Path

from ratings_site.author import AuthorError
from ratings_site.author.states import DESCRIPTOR

RELEASED_AT = "T09:30:00Z"
"""The time written behind the date of a package; only the date has a meaning."""


def write_version(package: Path, *, version: str, created: date) -> None:
    """Write the version and the date into the descriptor; raises AuthorError where their lines cannot be found."""
    file = package / DESCRIPTOR
    text = file.read_bytes().decode("utf-8-sig")
    after = json.loads(text) | {"version": version, "created": f"{created.isoformat()}{RELEASED_AT}"}
    for name in ("version", "created"):
        text = _with_value(text, name, str(after[name]))
    if json.loads(text) != after:
        problem = f'{DESCRIPTOR}: write "version": "{version}" and "created": "{after["created"]}" into it by hand.'
        raise AuthorError([problem])
    file.write_bytes(text.encode())


def _with_value(text: str, name: str, value: str) -> str:
    return re.sub(rf'("{name}"\s*:\s*)"[^"]*"', lambda found: f'{found[1]}"{value}"', text, count=1)
