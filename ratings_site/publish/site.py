"""From a project (mkdocs.yml and docs/) to a published site, whole or not at all."""

import os
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

from ratings_site.kept import Cache
from ratings_site.publish import addresses, output, programs, readback, tree
from ratings_site.publish.finish import Finished, finish
from ratings_site.publish.problems import PublishError, refuse
from ratings_site.publish.swap import beside, swap
from ratings_site.publish.theme import MATERIAL

LOCAL_ADDRESS = "http://127.0.0.1:8000/"
"""Where the site stands as long as nobody says otherwise."""


def site_address() -> str:
    """Where the site will stand, with a slash at its end: the environment's SITE_URL, or else this machine.

    SITE_REPOSITORY (`owner/name`) stands for the address that GitHub Pages gives to a repository without its own.
    """
    owner, _, name = os.environ.get("SITE_REPOSITORY", "").partition("/")
    host = f"{owner.lower()}.github.io"
    by_repository = f"https://{host}/{'' if name.lower() == host else f'{name}/'}" if name else LOCAL_ADDRESS
    return f"{(os.environ.get('SITE_URL') or by_repository).rstrip('/')}/"


def site_contact() -> str:
    """Where readers report a mistake: the environment's SITE_CONTACT, a new issue of its SITE_REPOSITORY, or ""."""
    repository = os.environ.get("SITE_REPOSITORY", "")
    return os.environ.get("SITE_CONTACT") or (f"https://github.com/{repository}/issues/new" if repository else "")


def publish(
    project: Path,
    site: Path,
    *,
    date_epoch: int,
    progress: Callable[[str], None],
    words: programs.Words,
    address: str,
    contact: str = "",
    register: Collection[addresses.Address] = (),
    typed: Collection[str] = (),
    ratings: readback.Ratings | None = None,
    drawn: Iterable[tuple[str, str | bytes]] | None = None,
    processes: Executor | None = None,
) -> Finished:
    """Build `project` and put the finished site where `site` is; raise PublishError and change nothing if it is faulty.

    `date_epoch` (seconds) stands for the time of the build wherever a file holds one. `words` is what the frame around
    the pages says, in each language. `address` is where the site will stand, and `contact` (https: or mailto:) where
    readers report a mistake. Every address in `register` must answer: with its page or file, or by sending its reader
    on to where the register says that it moved. `typed` are the texts of the tables' cells that a guard could take for
    a mistake of the site's own (`guards.looks_left_over`, and addresses of the site), and `ratings` what the tables
    say, by the names that `readback` has for it. `drawn` are the files of what is drawn in docs/, put there while
    MkDocs is at work; without them all is there. `processes` are given work to do beside.
    """
    if not address.endswith("/"):
        raise PublishError([f"The address of the site ends in a slash: {address}/"])
    site = site.resolve()
    with beside(site) as new:
        progress("Publishing the pages with MkDocs, and drawing")
        environment = {"SOURCE_DATE_EPOCH": str(date_epoch), "SITE_URL": address, "SITE_CONTACT": contact}
        kept = Cache(project / ".cache" / "pages")
        docs, given = project / "docs", (project, new.with_name("pages"), environment, words, kept)
        with ThreadPoolExecutor(1) as meanwhile:
            pages = meanwhile.submit(programs.run_mkdocs, *given)
            if drawn is not None:
                output.write(drawn, docs, output.DRAWN)
            made, light = pages.result()
        others = {path: file for path, file in output.source_files(docs).items() if not path.endswith(".md")}
        files = output.Tree({**others, **made}, new.with_name("pages") / "held")
        refuse(tree.check_meant(docs, files))
        moved = addresses.write_redirects(files, register)
        progress("Putting in the charts and checking every link")
        finished = finish(
            files, address=address, theme=MATERIAL, words=words, light=light, cache=kept, moved=moved, typed=typed,
            processes=processes,
        )  # fmt: skip
        progress("Reading everything back")
        with files.laid_out(new, site, processes):
            refuse(
                addresses.check_addresses(files, register), tree.check_files(files, finished.standing, address, kept)
            )
            if ratings is not None:
                refuse(readback.check_ratings(files, ratings, {*addresses.moved_addresses(register)}))
        refuse(files.changed())
        swap(new, site)
    return finished
