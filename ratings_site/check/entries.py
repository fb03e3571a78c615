"""The objects of the descriptor, each with its place in words and its line."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ratings_site.check.findings import Findings
from ratings_site.check.issues import Place

DESCRIPTOR = "datapackage.json"

_IN_WORDS = {
    "$schema": "the edition of the standard that it follows",
    "schema": "the list of its columns",
    "fields": "the list of its columns",
    "constraints": "what is demanded of it",
    "primaryKey": "its key",
    "foreignKeys": "its links to other tables",
    "uniqueKeys": "which of its columns are unique together",
    "resources": "the list of its tables",
}
"""Names of the standard that say nothing to those who do not know it."""


@dataclass(frozen=True)
class Entry:
    """One object of the descriptor; `start` is where in the file it begins, as far as that can be told."""

    content: dict[str, Any]
    where: str
    text_of_file: str
    found: Findings
    start: int = 0

    def report(self, check: str, *, value: str = "", **details: str) -> None:
        """Report a problem of the object, at the line of the value where the file holds it."""
        at = self.text_of_file.find(json.dumps(value, ensure_ascii=False), self.start) if value else -1
        self._report_at(check, at if at >= 0 else self.start, value=value, **details)

    def _report_at(self, check: str, at: int, **details: str) -> None:
        line = self.text_of_file.count("\n", 0, at) + 1 if at else None
        self.found.add(check, Place(DESCRIPTOR, line), **details)

    def report_lack(self, check: str, **details: str) -> None:
        """Report something that is not there, and so has no line but that of the object."""
        self._report_at(check, self.start, **details)

    def lacks(self, what: str) -> None:
        """Report that something is not said."""
        self.report_lack("descriptor-incomplete", what=_in_words(what), where=self.where)

    def wrong(self, what: str, rule: str) -> None:
        """Report that something is said in a way that cannot be used."""
        value = self.content.get(what)
        text = value if isinstance(value, str) else ""
        self.report("descriptor-wrong", value=text, what=_in_words(what), where=self.where, rule=rule)

    def text(
        self, what: str, *, rule: str = "", fits: Callable[[str], object] | None = None, required: bool = True
    ) -> str:
        """A text of the object; "" where it is lacking or wrong, which is reported."""
        value = self.content.get(what)
        if value is None or value == "":
            if required:
                self.lacks(what)
            return ""
        if not isinstance(value, str) or not value.strip() or (fits and not fits(value)):
            self.wrong(what, rule or "It must be a text in quotation marks.")
            return ""
        return value

    def texts(self, what: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.content.get(what)
        if not value:
            self.lacks(what)
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.wrong(what, "It must be a list of texts.")
            return ()
        return tuple(value)

    def mappings(
        self, what: str, *, rule: str = "", fits: Callable[[Mapping[str, str]], object] | None = None
    ) -> tuple[Mapping[str, str], ...]:
        """A list of objects whose values are texts; a list of texts within one is joined by commas."""
        value = self.content.get(what)
        if not value:
            self.lacks(what)
            return ()
        sound = isinstance(value, list) and all(isinstance(one, dict) and one for one in value)
        read = tuple({key: _as_text(inner) for key, inner in one.items()} for one in value) if sound else ()
        if not sound or (fits and not all(fits(one) for one in read)):
            self.wrong(what, rule or "It must be a list of objects.")
            return ()
        return read

    def entries(self, what: str, kind: str) -> Iterator["Entry"]:
        """The objects of a list, each an entry of its own."""
        value = self.content.get(what)
        if not isinstance(value, list) or not value:
            self.lacks(what)
            return
        for number, one in enumerate(value, start=1):
            if not isinstance(one, dict):
                self.wrong(what, f"Each {kind} must be an object in braces.")
                continue
            name = one.get("name")
            where = f'the {kind} "{name}"' if isinstance(name, str) and name else f"{kind} number {number}"
            yield Entry(one, where, self.text_of_file, self.found, self._find(name))

    def _find(self, name: object) -> int:
        """Where the object of this name begins, from where this one does."""
        if not isinstance(name, str):
            return self.start
        named = re.compile(rf'"name"\s*:\s*{re.escape(json.dumps(name, ensure_ascii=False))}')
        found = named.search(self.text_of_file, self.start)
        return found.start() if found else self.start


def _in_words(what: str) -> str:
    return _IN_WORDS.get(what, f'"{what}"')


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_as_text(one) for one in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
