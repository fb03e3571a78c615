"""Where a PDU stands: its score and those of its region by name, all others counted; or every score by region."""

from collections import Counter
from functools import lru_cache
from statistics import median
from typing import Any

from ratings_site.charts import chart
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Pdu, Programme, Region
from ratings_site.model.wording import say, without_signs
from ratings_site.wording import findings
from ratings_site.wording.rating import NOT_YET_INSPECTED, shown_overall
from ratings_site.wording.words import is_enough, number_word, plural

AT_MOST = 12
"""Signs above each other; where more would stand, one stands for several."""


def where_this_pdu_stands(directory: Directory, pdu_id: str) -> chart.Chart | None:
    """The scores of all PDUs in the newest programme that inspected this PDU, with this one marked.

    A newer programme that has not come to it, or a report that is withdrawn, leaves it its chart. A PDU that has never
    been inspected shares the chart of its region. None where no score is known.
    """
    pdu = directory.pdus[pdu_id]
    return _of_pdu(pdu, _scores(directory)) or where_this_region_stands(directory, pdu.region_id)


def where_this_pdu_stood(directory: Directory, pdu_id: str) -> chart.Chart | None:
    """The same of the newest programme that inspected this PDU and of which any score is known; else None."""
    return _of_pdu(directory.pdus[pdu_id], _known_scores(directory))


def _of_pdu(pdu: Pdu, every: "list[_Scores]") -> chart.Chart | None:
    """The chart of a PDU in the first of these that inspected it."""
    for scores in every:
        if any(inspection.programme == scores.programme for inspection in pdu.inspections):
            newest = pdu.latest(scores.programme.programme_id)
            score = newest.score if newest else None
            told = findings.place_finding(pdu.name, score, scores.scores, scores.maximum)
            region, marked = scores.directory.regions[pdu.region_id], "" if score is None else pdu.name
            return scores.strip(f"scores-pdu-{pdu.pdu_id}", told, region, marked)
    return None


def where_this_region_stands(directory: Directory, region_id: str) -> chart.Chart | None:
    """The newest scores of all PDUs that are known, with those of this region marked; None where none is known."""
    for scores in _scores(directory)[:1]:
        region = directory.regions[region_id]
        told = findings.range_finding(region.name, scores.of(region), scores.scores, scores.maximum)
        return scores.strip(f"scores-region-{region_id}", told, region)
    return None


def all_pdus(directory: Directory) -> chart.Chart | None:
    """The newest scores of all PDUs that are known; None where none is known."""
    return next((scores.by_region("scores-all-pdus") for scores in _scores(directory)), None)


def _scores(directory: Directory) -> "list[_Scores]":
    """Those of the newest programme of which a score is known, and of each before it of which enough are."""
    known = _known_scores(directory)
    return [*known[:1], *(s for s in known[1:] if is_enough(s.known, s.scores.total()))]


@lru_cache(maxsize=4)  # each unit's chart counts all units, in English and in Welsh
def _known_scores(directory: Directory) -> "list[_Scores]":
    """Those of each programme that rates PDUs on standards and of which a score is known, the newest first."""
    every = (_Scores(directory, programme) for programme in directory.programmes_on_standards)
    return [scores for scores in every if scores.known]


class _Scores:
    """The newest inspections of PDUs in a programme, by falling score and unknown last, and how many scored what."""

    def __init__(self, directory: Directory, programme: Programme) -> None:
        self.directory, self.programme, self.maximum = directory, programme, programme.pdu_max_score
        newest = [(pdu, pdu.latest(programme.programme_id)) for pdu in directory.pdus.values()]
        self.inspected = [(pdu, inspection) for pdu, inspection in newest if inspection]
        self.inspected.sort(key=lambda of: (of[1].score is None, -(of[1].score or 0), without_signs(of[0].name)))
        self.rows: dict[str, list[tuple[Any, ...]]] = {region: [] for region in directory.regions}
        self.outcomes: Counter[tuple[Any, ...]] = Counter()
        for pdu, i in self.inspected:
            region, outcome = directory.regions[pdu.region_id].name, (i.score, shown_overall(i).value, i.status)
            self.rows[pdu.region_id].append((region, pdu.name, *outcome, chart.iso(i.published)))
            self.outcomes[outcome] += 1
        self.scores = Counter(inspection.score for _, inspection in self.inspected)
        self.known = self.scores.total() - self.scores[None]
        drawn = (source for _, i in self.inspected for source in (i.source, i.score_source, i.published_source))
        self.credit = findings.credit(directory, drawn)

    def of(self, region: Region) -> list[int | None]:
        return [score for _, _, score, *_ in self.rows[region.region_id]]

    def strip(self, chart_id: str, headline: str, region: Region | None = None, marked: str = "") -> chart.Chart:
        """The scores of a region's PDUs by name, and of all others counted: as many rows as there are outcomes."""
        own = self.rows[region.region_id] if region else []
        elsewhere = say("Other regions") if region else say("All regions")
        others = self.outcomes - Counter(row[2:5] for row in own)
        stacks = self.scores - Counter(row[2] for row in own)
        each = chart.each_of((count for score, count in stacks.items() if score is not None), AT_MOST)
        note = say("a sign of other regions stands for up to {each} PDUs", each=number_word(each)) if each > 1 else ""
        options = {"marked": marked, "region": region.name if region else "", "each": each}
        rows = [(*row, 1) for row in own]
        rows += [(elsewhere, "", *outcome, "", count) for outcome, count in others.items()]
        return self._chart("strip", rows, options, note, chart_id=chart_id, headline=headline)

    def by_region(self, chart_id: str) -> chart.Chart:
        """Every score by name: by region, the highest median first; a region without an inspection has a row too."""
        scored = [(pdu.name, inspection.score) for pdu, inspection in self.inspected]
        headline = findings.highest_finding(scored, self.maximum)
        if len(scored) > chart.MANY:
            return self.strip(chart_id, headline)
        regions = sorted(self.directory.regions.values(), key=self._by_median)
        empty = ("", None, NOT_YET_INSPECTED, "", "")
        rows = [row for region in regions for row in self.rows[region.region_id] or [(region.name, *empty)]]
        note = say("a grey line marks the median of each region, a dashed one that of all")
        return self._chart("scores", rows, {"region": ""}, note, chart_id=chart_id, headline=headline)

    def _by_median(self, region: Region) -> tuple[int, float, str]:
        scores, name = self.of(region), without_signs(region.name)
        known = [score for score in scores if score is not None]
        return (0, -median(known), name) if known else (1 if scores else 2, 0, name)

    def _chart(self, kind: str, rows: list[Any], options: dict[str, Any], note: str, **given: Any) -> chart.Chart:
        unknown = self.scores[None]
        missing = say("{scores} not available", scores=plural(unknown, "score")) if unknown else ""
        gaps = {"since": findings.began(self.programme), "maximum": str(self.maximum)}
        given |= {"options": {"maximum": self.maximum} | options, "source": self.credit}
        return chart.made(self.directory, kind, rows, notes=[missing, note], gaps=gaps, **given)
