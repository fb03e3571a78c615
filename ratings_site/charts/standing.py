"""Where a PDU stands: the score of every inspected PDU as a dot, by region, with medians."""

from collections import Counter
from functools import cached_property, lru_cache

from ratings_site.charts.chart import Chart, ChartColumn, Value
from ratings_site.charts.findings import (
    apart,
    began,
    credit,
    finding,
    finding_about,
    iso,
    median_of,
    score_words,
    scores_clause,
)
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Inspection, Pdu, Programme, Region
from ratings_site.model.wording import say, without_signs, words_of
from ratings_site.wording.rating import NOT_YET_INSPECTED, shown_overall
from ratings_site.wording.sentences import points_of
from ratings_site.wording.words import is_enough, joined, number_word, plural

MOST_NAMED = 3
"""More PDUs than this are counted in a headline, not named."""


def where_this_pdu_stands(directory: Directory, pdu_id: str) -> Chart | None:
    """The scores of all PDUs in the newest programme that inspected this PDU, with this one marked.

    A newer programme that has not come to it, or a report that is withdrawn, leaves it its chart. A PDU that has never
    been inspected shares the chart of its region. None where no score is known.
    """
    pdu = directory.pdus[pdu_id]
    return _of_pdu(pdu, _scores(directory)) or where_this_region_stands(directory, pdu.region_id)


def where_this_pdu_stood(directory: Directory, pdu_id: str) -> Chart | None:
    """The same of the newest programme that inspected this PDU and of which any score is known; else None."""
    return _of_pdu(directory.pdus[pdu_id], _known_scores(directory))


def _of_pdu(pdu: Pdu, every: "list[_Scores]") -> Chart | None:
    """The chart of a PDU in the first of these that inspected it."""
    scores = next((s for s in every if any(i.programme == s.programme for i in pdu.inspections)), None)
    if scores is None:
        return None
    finding_of_pdu = scores.finding_for(pdu, pdu.latest(scores.programme.programme_id))
    return scores.chart(f"scores-pdu-{pdu.pdu_id}", finding_of_pdu, marked=pdu.name, region=pdu.region_name)


def where_this_region_stands(directory: Directory, region_id: str) -> Chart | None:
    """The newest scores of all PDUs that are known, with those of this region marked; None where none is known."""
    scores, region = next(iter(_scores(directory)), None), directory.regions[region_id]
    if scores is None:
        return None
    return scores.chart(f"scores-region-{region_id}", scores.finding_for_region(region), region=region.name)


def all_pdus(directory: Directory) -> Chart | None:
    """The newest scores of all PDUs that are known; None where none is known."""
    scores = next(iter(_scores(directory)), None)
    return scores.chart("scores-all-pdus", scores.finding_for_all()) if scores else None


def _scores(directory: Directory) -> "list[_Scores]":
    """Those of the newest programme of which a score is known, and of each before it of which enough are."""
    known = _known_scores(directory)
    enough = (scores for scores in known[1:] if is_enough(len(scores.known), len(scores.inspected)))
    return [*known[:1], *enough]


@lru_cache(maxsize=4)  # each unit's chart shows all units, in English and in Welsh
def _known_scores(directory: Directory) -> "list[_Scores]":
    """Those of each programme that rates PDUs on standards and of which a score is known, the newest first."""
    every = (_Scores(directory, programme) for programme in directory.programmes_on_standards)
    return [scores for scores in every if scores.known]


class _Scores:
    """The newest inspections of PDUs in a programme, and what follows from their scores."""

    def __init__(self, directory: Directory, programme: Programme) -> None:
        self.directory, self.programme = directory, programme
        self.maximum = programme.pdu_max_score
        self.inspected = _inspected(directory, programme)
        self.known = {pdu.pdu_id: i.score for pdu, i in self.inspected if i.score is not None}

    def chart(self, chart_id: str, headline: str, *, marked: str = "", region: str = "") -> Chart:
        unknown = len(self.inspected) - len(self.known)
        missing = say("{scores} not available", scores=plural(unknown, "score")) if unknown else ""
        return Chart(
            chart_id=chart_id,
            kind="standing",
            headline=headline,
            subtitle=apart(
                say("Scores of PDUs inspected {since}, England and Wales", since=began(self.programme)),
                missing,
            ),
            description=say(
                "A sign for each PDU whose score is known, at its score; those with the same score stand above each "
                "other. Signs with a strong outline are those of the region, and a ring and a name mark the PDU."
            )
            if region
            else say(
                "A sign for each PDU whose score is known, in the row of its region, at its score; those with the same "
                "score stand above each other. A grey line marks the median of each region, a dashed one that of all."
            ),
            columns=(
                ChartColumn("region", say("Region")),
                ChartColumn("pdu", say("PDU")),
                ChartColumn("score", say("Score out of {maximum}", maximum=self.maximum), "number"),
                ChartColumn("overall", say("Overall rating"), "rating"),
                ChartColumn("published", say("Published"), "date"),
            ),
            rows=self._rows,
            source=self._credit,
            grades=self.directory.all_grades,
            options={"maximum": self.maximum, "marked": marked, "region": region},
            explore=not region,
        )

    @cached_property
    def _credit(self) -> str:
        return credit(self.directory, (inspection for _, inspection in self.inspected))

    @cached_property
    def _rows(self) -> tuple[tuple[Value, ...], ...]:
        """By region, highest median first, then score; a region without an inspected PDU has one row that says so."""
        rows: list[tuple[Value, ...]] = []
        for region in sorted(
            self.directory.regions.values(), key=lambda r: self._by_median(r.region_id, without_signs(r.name))
        ):
            of_region = [(pdu, i) for pdu, i in self.inspected if pdu.region_id == region.region_id]
            for pdu, inspection in of_region:
                overall = shown_overall(inspection).value
                rows.append((region.name, pdu.name, inspection.score, overall, iso(inspection.published)))
            if not of_region:
                rows.append((region.name, "", None, NOT_YET_INSPECTED, ""))
        return tuple(rows)

    def _by_median(self, region_id: str, name: str) -> tuple[int, float, str]:
        middle = self._median(region_id)
        inspected = any(pdu.region_id == region_id for pdu, _ in self.inspected)
        return (0, -middle, name) if middle is not None else (1 if inspected else 2, 0, name)

    def _median(self, region_id: str = "") -> float | None:
        return median_of(i.score for pdu, i in self.inspected if region_id in {"", pdu.region_id})

    def finding_for(self, pdu: Pdu, inspection: Inspection | None) -> str:
        if inspection is None or inspection.score is None:
            return finding_about(pdu.name, say("its score is not in our data"), self._everywhere())
        score = points_of(inspection.score, self.maximum)
        told = say("{pdu} scored {score}", pdu=pdu.name, score=score)
        if len(self.known) == 1:
            return finding(told, say("no other score is known"))
        return finding(say("{scored}: {place}", scored=told, place=self._place(inspection.score)))

    def finding_for_region(self, region: Region) -> str:
        scores = [i.score for pdu, i in self.inspected if pdu.region_id == region.region_id]
        told = scores_clause(scores, self.maximum)
        return finding_about(region.name, told or say("no score is in our data"), "" if told else self._everywhere())

    def _everywhere(self) -> str:
        """From where to where all known scores run, for an area that has none."""
        return scores_clause([inspection.score for _, inspection in self.inspected], self.maximum)

    def finding_for_all(self) -> str:
        if not is_enough(len(self.known), len(self.inspected)):
            return finding(scores_clause([i.score for _, i in self.inspected], self.maximum))
        highest = max(self.known.values())
        names = [pdu.name for pdu, i in self.inspected if i.score == highest]
        who = joined(sorted(names, key=without_signs)) if len(names) <= MOST_NAMED else plural(len(names), "pdu")
        return finding(
            say(
                "the highest known score of a PDU is {score} ({pdus})",
                score=points_of(highest, self.maximum),
                pdus=who,
            ),
            say("the median is {median}, {known}", median=score_words(self._median() or 0), known=self._known()),
        )

    def _place(self, score: int) -> str:
        """How many others scored higher, the same and lower, of how many that are known."""
        others: Counter[int] = Counter()
        for other, count in self._tally.items():
            others[(other > score) - (other < score)] += count
        places = ((1, "higher"), (0, "same"), (-1, "lower"))
        told = [(others[side] - (side == 0), words_of("charts")["place"][word]) for side, word in places]
        counted = [say(some if count else no, count=number_word(count)) for count, (no, some) in told]
        return say("{counts}, {known}", counts=", ".join(counted), known=self._known())

    @cached_property
    def _tally(self) -> Counter[int]:
        """How many PDUs have each score."""
        return Counter(self.known.values())

    def _known(self) -> str:
        """Of how many scores that are known anything is said, and of how many there are."""
        known, total = plural(len(self.known), "known_score"), number_word(len(self.inspected))
        if len(self.known) == len(self.inspected):
            return say("of {known}", known=known)
        return say("of {known} of {total}", known=known, total=total)


def _inspected(directory: Directory, programme: Programme) -> list[tuple[Pdu, Inspection]]:
    """Every PDU inspected in a programme with its newest inspection there: by falling score, unknown last."""
    newest = [(pdu, pdu.latest(programme.programme_id)) for pdu in directory.pdus.values()]
    inspected = [(pdu, inspection) for pdu, inspection in newest if inspection]
    return sorted(
        inspected, key=lambda both: (both[1].score is None, -(both[1].score or 0), without_signs(both[0].name))
    )
