"""Which addresses a change sends elsewhere, for the summary of a pull request."""

from collections.abc import Mapping
from pathlib import Path

from ratings_site.author import AuthorError
from ratings_site.author.keeping import run_git
from ratings_site.author.rollback import commit_of_release
from ratings_site.publish.addresses import REGISTER, moved_addresses, parse_register, read_register
from ratings_site.render.changes import escaped


def find_moves(folder: Path, since: str) -> dict[str, str]:
    """The addresses that the register in `folder` sends elsewhere and did not, or not there, at `since`.

    `since` is a released version or a state in Git. Where neither is known, every address that moved counts as new.
    """
    moved = moved_addresses(read_register(folder / REGISTER))
    before = moved_addresses(parse_register(_register_then(folder, since), REGISTER))
    return {address: target for address, target in moved.items() if before.get(address) != target}


def render_moves(moves: Mapping[str, str], form: str) -> str:
    """The addresses that move, as a section for a terminal or (`form` markdown) for a pull request."""
    if not moves:
        return ""
    told = [f"/{address} leads to /{target}." for address, target in sorted(moves.items())]
    if form == "markdown":
        return "\n### Redirects\n\n" + "".join(f"- {escaped(line)}\n" for line in told)
    return "\nRedirects\n" + "".join(f"  {line}\n" for line in told)


def _register_then(folder: Path, since: str) -> str:
    try:
        state = commit_of_release(folder, since)
    except AuthorError:
        state = since
    return run_git(folder, "show", "--end-of-options", f"{state}:./{REGISTER}").stdout
