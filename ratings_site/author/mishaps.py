"""What the machine refuses, in words: what, where, and what to do now."""

import errno
import tomllib
from concurrent.futures import BrokenExecutor
from pathlib import Path

_TOLD: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
WORDS = {getattr(errno, name): words for name, words in _TOLD.items() if hasattr(errno, name)}  # no machine has all
UNCHANGED = "What was published before is unchanged."
AGAIN = f"and run the command again. {UNCHANGED}"
MISHAPS = (OSError, MemoryError, BrokenExecutor)
"""What can happen to any command on any machine, and is nobody's mistake in the program."""


def mishap_words(error: BaseException) -> str:
    """One sentence of what was refused and where, and one of what to do."""
    if not isinstance(error, OSError):
        what, remedy = WORDS[errno.ENOMEM]
        return f"The command was not done: {what}. {remedy} {AGAIN}"
    what, remedy = WORDS.get(error.errno or 0, (str(error.strerror or error), "Put that right"))
    return f"The command was not done. {error.filename or 'Its output'}: {what}. {remedy} {AGAIN}"
