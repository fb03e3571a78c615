"""The names under which drawings are kept between builds."""

import hashlib
from importlib.metadata import version

DRAWN_BY = ("altair", "pillow", "vl-convert-python")


def key_of(*parts: str) -> str:
    """One name for all of these texts together and the libraries that draw."""
    versions = (f"{library} {version(library)}" for library in DRAWN_BY)
    return hashlib.sha256("\0".join((*parts, *versions)).encode()).hexdigest()
