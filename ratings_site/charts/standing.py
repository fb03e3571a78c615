"""Where a PDU stands: its score and those of its region by name, all others counted; or every score by region."""

from collections import Counter
from functools import cached_property, lru_cache
from statistics import median
from typing import Any

from ratings_site.charts.chart import Chart, Value, each_of, iso, made
from ratings_site.model.directory import Directory
from ratings_site.model.rows import Inspection, Pdu, Programme, Region
from ratings_site.model.wording import say, without_signs, words_of
from ratings_site.wording.findings import MOST_NAMED, began, credit, finding, scores_clause
from ratings_site.wording.rating import NOT_YET_INSPECTED, shown_overall
from ratings_site.wording.sentences import points_of
from ratings_site.wording.words import is_enough, joined, number_word, plural

MOST_BY_NAME = 250
"""With more inspected PDUs the chart of all scores counts them, as that of each region does with the others."""

AT_MOST = 12
"""Signs above each other; where more would stand, one stands for several."""

SIDES = {1: "higher", 0: "same", -1: "lower"}


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
    region = scores.directory.regions[pdu.region_id]
    return scores.strip(f"scores-pdu-{pdu.pdu_id}", scores.finding_for(pdu), region, marked=pdu.name)


def where_this_region_stands(directory: Directory, region_id: str) -> Chart | None:
    """The newest scores of all PDUs that are known, with those of this region marked; None where none is known."""
    scores, region = next(iter(_scores(directory)), None), directory.regions[region_id]
    return scores.strip(f"scores-region-{region_id}", scores.finding_for_region(region), region) if scores else None


def all_pdus(directory: Directory) -> Chart | None:
    """The newest scores of all PDUs that are known; None where none is known."""
    scores = next(iter(_scores(directory)), None)
    return scores.by_region("scores-all-pdus") if scores else None


def _scores(directory: Directory) -> "list[_Scores]":
    """Those of the newest programme of which a score is known, and of each before it of which enough are."""
    known = _known_scores(directory)
    return [*known[:1], *(s for s in known[1:] if is_enough(len(s.known), len(s.scores)))]


@lru_cache(maxsize=4)  # each unit's chart counts all units, in English and in Welsh
def _known_scores(directory: Directory) -> "list[_Scores]":
    """Those of each programme that rates PDUs on standards and of which a score is known, the newest first."""
    every = (_Scores(directory, programme) for programme in directory.programmes_on_standards)
    return [scores for scores in every if scores.known]


class _Scores:
    """The newest inspections of PDUs in a programme, by falling score and unknown last, and what follows from them."""

    def __init__(self, directory: Directory, programme: Programme) -> None:
        self.directory, self.programme, self.maximum = directory, programme, programme.pdu_max_score
        newest = [(pdu, pdu.latest(programme.programme_id)) for pdu in directory.pdus.values()]
        self.inspected = [(pdu, inspection) for pdu, inspection in newest if inspection]
        self.inspected.sort(key=lambda of: (of[1].score is None, -(of[1].score or 0), without_signs(of[0].name)))
        self.regions: dict[str, list[tuple[Pdu, Inspection]]] = {region: [] for region in directory.regions}
        for pdu, inspection in self.inspected:
            self.regions[pdu.region_id].append((pdu, inspection))
        self.scores = [inspection.score for _, inspection in self.inspected]
        self.known = [score for score in self.scores if score is not None]
        self.tally = Counter(self.known)
        self.outcomes = Counter(_outcome(inspection) for _, inspection in self.inspected)

    def strip(self, chart_id: str, headline: str, region: Region | None = None, marked: str = "") -> Chart:
        """The scores of a region's PDUs by name, and of all others counted: as many rows as there are outcomes."""
        own, name = (self.regions[region.region_id], region.name) if region else ([], "")
        others = self.outcomes - Counter(_outcome(inspection) for _, inspection in own)
        elsewhere = say("Other regions") if region else say("All regions")
        rows: list[tuple[Value, ...]] = [
            (name, pdu.name, *_outcome(inspection), iso(inspection.published), 1) for pdu, inspection in own
        ]
        rows += [(elsewhere, "", *outcome, "", count) for outcome, count in others.items()]
        stacks = self.tally - Counter(found.score for _, found in own if found.score is not None)
        each = each_of(stacks.values(), AT_MOST)
        note = say("a sign of other regions stands for up to {each} PDUs", each=number_word(each)) if each > 1 else ""
        options: dict[str, Value] = {"marked": marked, "region": name, "each": each}
        return self._chart("strip", rows, options, note, chart_id=chart_id, headline=headline)

    def by_region(self, chart_id: str) -> Chart:
        """Every score by name: by region, the highest median first; a region without an inspection has a row too."""
        headline = self._finding_for_all()
        if len(self.inspected) > MOST_BY_NAME:
            return self.strip(chart_id, headline)
        rows: list[tuple[Value, ...]] = []
        for region in sorted(self.directory.regions.values(), key=self._by_median):
            own = self.regions[region.region_id]
            rows += [(region.name, pdu.name, *_outcome(found), iso(found.published)) for pdu, found in own]
            rows += [] if own else [(region.name, "", None, NOT_YET_INSPECTED, "", "")]
        note = say("a grey line marks the median of each region, a dashed one that of all")
        return self._chart("scores", rows, {"region": ""}, note, chart_id=chart_id, headline=headline)

    def _chart(
        self, kind: str, rows: list[tuple[Value, ...]], options: dict[str, Value], note: str = "", **given: Any
    ) -> Chart:
        unknown = len(self.scores) - len(self.known)
        missing = say("{scores} not available", scores=plural(unknown, "score")) if unknown else ""
        gaps = {"since": began(self.programme), "maximum": str(self.maximum)}
        given |= {"options": {"maximum": self.maximum} | options, "source": self._credit}
        return made(self.directory, kind, rows, notes=[missing, note], gaps=gaps, **given)

    @cached_property
    def _credit(self) -> str:
        drawn = ((i.source, i.score_source, i.published_source) for _, i in self.inspected)
        return credit(self.directory, (source for sources in drawn for source in sources))

    def _of(self, region: Region) -> list[int | None]:
        return [inspection.score for _, inspection in self.regions[region.region_id]]

    def _by_median(self, region: Region) -> tuple[int, float, str]:
        scores, name = self._of(region), without_signs(region.name)
        known = [score for score in scores if score is not None]
        return (0, -median(known), name) if known else (1 if scores else 2, 0, name)

    def finding_for(self, pdu: Pdu) -> str:
        """Where a PDU stands, or that its score is not known and from where to where the known ones run."""
        inspection = pdu.latest(self.programme.programme_id)
        if inspection is None or inspection.score is None:
            return finding(say("its score is not in our data"), self._everywhere, about=pdu.name)
        told = say("{pdu} scored {score}", pdu=pdu.name, score=points_of(inspection.score, self.maximum))
        if len(self.known) == 1:
            return finding(told, say("no other score is known"))
        return finding(say("{scored}: {place}", scored=told, place=self._place(inspection.score)))

    def finding_for_region(self, region: Region) -> str:
        """From where to where the known scores of a region run, or those of all where none is known."""
        told = scores_clause(self._of(region), self.maximum)
        return finding(told or say("no score is in our data"), "" if told else self._everywhere, about=region.name)

    @cached_property
    def _everywhere(self) -> str:
        return scores_clause(self.scores, self.maximum)

    def _finding_for_all(self) -> str:
        """The highest known score and who got it, and the median; of few no more than from where to where they run."""
        if not is_enough(len(self.known), len(self.scores)):
            return finding(self._everywhere)
        highest = max(self.known)
        names = [pdu.name for pdu, inspection in self.inspected if inspection.score == highest]
        who = joined(sorted(names, key=without_signs)) if len(names) <= MOST_NAMED else plural(len(names), "pdu")
        points = points_of(highest, self.maximum)
        return finding(
            say("the highest known score of a PDU is {score} ({pdus})", score=points, pdus=who),
            say("the median is {median}, {known}", median=f"{median(self.known):g}", known=self._known),
        )

    def _place(self, score: int) -> str:
        """How many others scored higher, the same and lower, of how many that are known."""
        others: Counter[int] = Counter()
        for other, count in self.tally.items():
            others[(other > score) - (other < score)] += count
        told = [(others[side] - (side == 0), words_of("charts")["place"][word]) for side, word in SIDES.items()]
        counted = [say(some if count else no, count=number_word(count)) for count, (no, some) in told]
        return say("{counts}, {known}", counts=", ".join(counted), known=self._known)

    @cached_property
    def _known(self) -> str:
        """Of how many scores that are known anything is said, and of how many there are."""
        known, total = plural(len(self.known), "known_score"), number_word(len(self.scores))
        if len(self.known) == len(self.scores):
            return say("of {known}", known=known)
        return say("of {known} of {total}", known=known, total=total)


def _outcome(inspection: Inspection) -> tuple[int | None, str, str]:
    """What a chart of scores says of an inspection: its score, its overall rating, and whether its report stands."""
    return inspection.score, shown_overall(inspection).value, inspection.status
