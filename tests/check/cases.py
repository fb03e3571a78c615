"""A case: one mistake in a copy of the real package, and every line that the checker says of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.check.copies import Copy

Damage = Callable[[Copy], int | None]


@dataclass(frozen=True)
class Case:
    """`says` is the whole report, line by line.

    In it, `{line}` stands for the line that the damage returned, `<table key>` for the line of a row of the real
    package, and `{n}` and `{any}` for numbers and words that change whenever staff add a row.
    """

    kind: str
    claim: str
    damage: Damage
    says: tuple[str, ...]


_GAPS = re.compile(r"\{line\}|\{n\}|\{any\}|<(\w+) ([^<>]+)>")


def pattern_of(case: Case, line: int | None, real: Copy) -> re.Pattern[str]:
    """The regular expression that a case's whole report fits."""
    parts, at, text = [], 0, "\n".join(case.says)
    for gap in _GAPS.finditer(text):
        parts += [re.escape(text[at : gap.start()]), _filled(gap, line, real)]
        at = gap.end()
    return re.compile("".join(parts) + re.escape(text[at:]))


def _filled(gap: re.Match[str], line: int | None, real: Copy) -> str:
    if gap.group(1):
        return str(real.line(gap.group(1), *gap.group(2).split("/")))
    return {"{line}": str(line), "{n}": "[0-9,]+", "{any}": ".*?"}[gap.group()]


def case(claim: str, damage: Damage, *says: str) -> Case:
    """A case of the kind that its report ends with."""
    return Case(says[-1].rpartition("[")[2].rstrip("]"), claim, damage, says)
