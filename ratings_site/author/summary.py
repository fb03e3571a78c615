"""What a pull request is told beside its changes: why totals go, what comes out when, and whether it is ready."""

from collections.abc import Iterator

from ratings_site.author.upcoming import Coming, render_upcoming_markdown
from ratings_site.model.changes import Changes
from ratings_site.model.counts import standard_totals
from ratings_site.model.directory import build_directory
from ratings_site.model.tables import Tables, build_text_rows
from ratings_site.wording.changes import escaped
from ratings_site.wording.words import joined

FOR_A_PERSON = (
    "Ratings, dates and addresses are those of the report.",
    "The preview shows what you expect: the pages named above, and each chart before and after.",
    "Nothing that is not public yet stands in a branch, a title or a text of this pull request.",
)


def render_summary(changes: Changes, old: Tables, new: Tables, coming: tuple[Coming, ...], *, warnings: int) -> str:
    """What follows the list of changes since the last release, as Markdown."""
    why = lost_totals(old, new)
    return "".join(
        [
            f"\n### Why counts change\n\n{escaped(why)}\n" if why else "",
            render_upcoming_markdown(coming),
            "\n### Ready to publish?\n\n",
            *(f"- [{'x' if done else ' '}] {escaped(said)}\n" for said, done in _ready(changes, warnings)),
        ]
    )


def lost_totals(old: Tables, new: Tables) -> str:
    """Which standards have published totals that stood for their inspections and do not any more, and why; or ""."""
    before, after = (standard_totals(build_directory(tables)) for tables in (old, new))
    was, now = (frame.groupby("standard_id")["from_published_total"].sum() for frame in (before, after))
    names = before.drop_duplicates("standard_id").set_index("standard_id")["name"]
    lost = [names[standard_id] for standard_id in was.index if now.get(standard_id, 0) < was[standard_id]]
    counted, counts = _counted(old), _counted(new)
    since = joined(sorted({inspection for inspection, *_ in counted ^ counts}))
    if not lost:
        return ""
    return (
        f"{joined(lost)}: totals that a report states are not used any more, since the tables hold another number of "
        f"the inspections that it counted ({since}). Ratings known from those totals alone become not available."
    )


def _counted(tables: Tables) -> set[tuple[str, ...]]:
    """What decides for each inspection whether a report's totals counted it."""
    rows = build_text_rows(tables, "inspections").values()
    return {(row["inspection_id"], row["published"], row.get("status", "")) for row in rows}


def _ready(changes: Changes, warnings: int) -> Iterator[tuple[str, bool]]:
    """What is known, each with whether it is as it should be, and then what only a person can say."""
    yield "The tables pass the check.", True  # or there would be no comparison
    stops = len(changes.problems)
    yield (
        (f"What stops the publication stands above: {stops}." if stops else "Nothing stops the publication."),
        not stops,
    )
    yield (f"Warnings of the check to be looked at: {warnings}." if warnings else "No warning is open."), not warnings
    yield from ((said, False) for said in FOR_A_PERSON)
