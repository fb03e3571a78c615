"""Versions of the data: three numbers, and `-draft` behind those of what is not released."""

import re

_VERSION = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}")


def is_version(text: str) -> bool:
    """Whether a text is a version that can be released."""
    return bool(_VERSION.fullmatch(text))


def version_parts(version: str) -> tuple[int, int, int]:
    """`1.2.3` as numbers that compare, without the word that `1.2.3-draft` ends in."""
    major, minor, patch = (int(part) for part in version.split("-", maxsplit=1)[0].split("."))
    return major, minor, patch
