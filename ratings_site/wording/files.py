"""The files that people download, in words: what each is called, how large it is, and what the data cannot tell."""

from dataclasses import dataclass

from ratings_site.model.directory import Directory
from ratings_site.model.wording import say, to_say, words_of

FORMATS = {
    "csv": (to_say("CSV"), "text/csv"),
    "json": (to_say("JSON"), "application/json"),
    "parquet": (to_say("Parquet"), "application/vnd.apache.parquet"),
    "xlsx": (to_say("Excel workbook"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "sqlite": (to_say("SQLite database"), "application/vnd.sqlite3"),
    "zip": (to_say("Data Package, zip"), "application/zip"),
}
"""What each kind of file is called, and its media type, by the ending of its name."""

NOT_AT_RANDOM = to_say(
    "Ratings on single standards are missing, and not at random: we know them mostly where a total was all or nothing, "
    "or a score extreme. To say how often a standard fails, use the totals that reports published."
)
"""What stands first wherever ratings of standards are counted."""

_KILOBYTE, _MEGABYTE = 1000, 1_000_000


@dataclass(frozen=True)
class Download:
    """One file that people download: `path` is relative to the folder of its version."""

    path: str
    group: str
    """"whole", "all ratings", "table", "region" or "pdu"."""
    subject: str
    """The table, the region or the PDU it is about; empty for the whole package."""
    title: str
    description: str
    rows: int | None
    """Rows of data; None for a file of several tables."""
    bytes: int
    sha256: str

    @property
    def suffix(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def format(self) -> str:
        return say(FORMATS[self.suffix][0])

    @property
    def media_type(self) -> str:
        return FORMATS[self.suffix][1]

    @property
    def size(self) -> str:
        return size_in_words(self.bytes)


def build_limitations(directory: Directory) -> tuple[str, ...]:
    """Count what the data does not hold, so that nobody takes an empty cell for a fact."""
    inspections = directory.counted
    ratings = [rating for inspection in inspections for rating in inspection.ratings]
    scored = [i for i in inspections if i.is_rated and i.area_type == "pdu"]
    living = [pdu for pdu in directory.pdus.values() if pdu.closed is None]
    counts = {
        "ratings": len(ratings),
        "missing": sum(rating.basis == "not available" for rating in ratings),
        "derived": sum(rating.basis == "derived" for rating in ratings),
        "inspections": len(inspections),
        "vague": sum(inspection.published.precision in ("month", "year") for inspection in inspections),
        "undated": sum(inspection.published.value is None for inspection in inspections),
        "scored": len(scored),
        "scoreless": sum(i.score is None for i in scored),
        "living": len(living),
        "unseen": sum(not pdu.inspections for pdu in living),
    }
    return tuple(say(told, what=say(NOT_AT_RANDOM), **counts) for told in words_of("limitations").values())


def size_in_words(count: int) -> str:
    """A number of bytes the way file managers write it, in units of a thousand."""
    if count < _KILOBYTE:
        return say("{count} bytes", count=count)
    if count < _MEGABYTE:
        return say("{count} kB", count=f"{count / _KILOBYTE:.0f}")
    return say("{count} MB", count=f"{count / _MEGABYTE:.1f}")
