"""Where a PDU stands: the score of every inspected PDU as a dot, by region, with medians."""

from ratings_site.model.directory import Directory, Inspection, Pdu, Region
from ratings_site.model.views.chart import Chart, ChartColumn, Value
from ratings_site.model.views.charts.findings import (
    began,
    credit,
    finding,
    iso,
    median_of,
    score_words,
    scores_clause,
)
from ratings_site.model.views.rating import NOT_YET_INSPECTED, shown_overall
from ratings_site.model.views.words import joined, number_word, out_of, plural

MOST_NAMED = 3
"""More PDUs than this are counted in a headline, not named."""

DESCRIPTION = (
    "A symbol for each inspected PDU, in the row of its region, at its score; PDUs with the same score stand side by "
    "side and above each other. A short line marks each region's median, the dashed line the median of all. PDUs "
    "whose score is not known stand at the right."
)


def where_this_pdu_stands(directory: Directory, pdu_id: str) -> Chart | None:
    """The scores of all PDUs in the current programme with this PDU marked.

    A PDU that has not been inspected shares the chart of its region. None where no score is known, and for a closed
    PDU that the programme never inspected.
    """
    pdu = directory.pdus[pdu_id]
    inspection = pdu.latest(directory.current_programme.programme_id)
    if inspection is None:
        return None if pdu.closed else where_this_region_stands(directory, pdu.region_id)
    scores = _Scores(directory)
    if not scores.known:
        return None
    finding_of_pdu = scores.finding_for(pdu, inspection)
    return scores.chart(f"scores-pdu-{pdu_id}", finding_of_pdu, marked=pdu.name, region=pdu.region_name)


def where_this_region_stands(directory: Directory, region_id: str) -> Chart | None:
    """The scores of all PDUs in the current programme with this region's row marked; None where no score is known."""
    scores, region = _Scores(directory), directory.regions[region_id]
    if not scores.known:
        return None
    return scores.chart(f"scores-region-{region_id}", scores.finding_for_region(region), region=region.name)


def all_pdus(directory: Directory) -> Chart | None:
    """The scores of all PDUs in the current programme; None where no score is known."""
    scores = _Scores(directory)
    return scores.chart("scores-all-pdus", scores.finding_for_all()) if scores.known else None


class _Scores:
    """The newest inspections of the current programme, and what follows from their scores."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.maximum = directory.current_programme.pdu_max_score
        self.inspected = _inspected(directory)
        self.known = {pdu.pdu_id: i.score for pdu, i in self.inspected if i.score is not None}

    def chart(self, chart_id: str, headline: str, *, marked: str = "", region: str = "") -> Chart:
        unknown = len(self.inspected) - len(self.known)
        missing = f"; {plural(unknown, 'score')} not available" if unknown else ""
        return Chart(
            chart_id=chart_id,
            kind="standing",
            headline=headline,
            subtitle=f"Scores of PDUs inspected {began(self.directory)}, by region, England and Wales{missing}",
            description=DESCRIPTION,
            columns=(
                ChartColumn("region", "Region"),
                ChartColumn("pdu", "PDU"),
                ChartColumn("score", f"Score out of {self.maximum}", "number"),
                ChartColumn("overall", "Overall rating", "rating"),
                ChartColumn("published", "Published", "date"),
            ),
            rows=self._rows(),
            source=credit(self.directory),
            options={"maximum": self.maximum, "marked": marked, "region": region},
            explore=not region,
        )

    def _rows(self) -> tuple[tuple[Value, ...], ...]:
        """By region, highest median first, then score; a region without an inspected PDU has one row that says so."""
        rows: list[tuple[Value, ...]] = []
        for region in sorted(self.directory.regions.values(), key=lambda r: self._by_median(r.region_id, r.name)):
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

    def finding_for(self, pdu: Pdu, inspection: Inspection) -> str:
        if inspection.score is None:
            return finding(f"the score of {pdu.name} is not available; {self._medians(pdu.region_id)}")
        place = self._place(inspection.score)
        return finding(f"{pdu.name} scored {inspection.score} of {self.maximum}{place}; {self._medians(pdu.region_id)}")

    def finding_for_region(self, region: Region) -> str:
        known = [i.score for pdu, i in self.inspected if pdu.region_id == region.region_id]
        told = f"{region.name}: {scores_clause(known, self.maximum) or 'no score of a PDU is known'}"
        return finding(f"{told}; {self._medians(region.region_id)}")

    def finding_for_all(self) -> str:
        highest = max(self.known.values())
        names = [pdu.name for pdu, i in self.inspected if i.score == highest]
        who = joined(sorted(names)) if len(names) <= MOST_NAMED else plural(len(names), "PDU")
        if len(self.known) == 1:
            return finding(f"the only known score of a PDU is {highest} of {self.maximum} ({who})")
        return finding(f"the highest score of a PDU is {highest} of {self.maximum} ({who}); {self._medians('')}")

    def _place(self, score: int) -> str:
        others = sorted(self.known.values())
        others.remove(score)
        if not others:
            return ", the only score that is known"
        same, known = others.count(score), len(others) + 1
        shared = f", as did {plural(same, 'other')}" if same else ""
        if score > others[-1] or score < others[0]:
            return f", the {'highest' if score > others[-1] else 'lowest'} of {number_word(known)} known scores"
        if score in {others[0], others[-1]} and others[0] != others[-1]:
            return (
                f"{shared}, the {'highest' if score == others[-1] else 'lowest'} of {number_word(known)} known scores"
            )
        if same == len(others):
            return (
                f", as did {out_of(same, same, 'other PDU')} with a known score" if same > 1 else ", as did the other"
            )
        lower = sum(other < score for other in others)
        return f", more than {number_word(lower)} of the other {number_word(len(others))} known scores"

    def _medians(self, region_id: str) -> str:
        country = score_words(self._median() or 0)
        of_region = self._median(region_id) if region_id else None
        if of_region is None:
            return f"the median of {plural(len(self.known), 'known score')} is {country}"
        return f"the median of its region is {score_words(of_region)}, of the country {country}"


def _inspected(directory: Directory) -> list[tuple[Pdu, Inspection]]:
    """Every PDU inspected in the current programme with its newest inspection: by falling score, unknown last."""
    programme = directory.current_programme.programme_id
    newest = [(pdu, pdu.latest(programme)) for pdu in directory.pdus.values()]
    inspected = [(pdu, inspection) for pdu, inspection in newest if inspection]
    return sorted(inspected, key=lambda both: (both[1].score is None, -(both[1].score or 0), both[0].name))
