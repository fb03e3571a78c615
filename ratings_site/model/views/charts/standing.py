"""Where a PDU stands: the score of every inspected PDU as a dot, by region, with medians."""

from ratings_site.model.directory import Directory, Inspection, Pdu, Region
from ratings_site.model.views.chart import Chart, ChartColumn, Value
from ratings_site.model.views.charts.findings import (
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
from ratings_site.model.views.rating import NOT_YET_INSPECTED, shown_overall
from ratings_site.model.views.sentences import points_of
from ratings_site.model.views.words import joined, number_word, out_of, plural
from ratings_site.model.wording import say, without_signs, words_of

MOST_NAMED = 3
"""More PDUs than this are counted in a headline, not named."""


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
        missing = say("{scores} not available", scores=plural(unknown, "score")) if unknown else ""
        return Chart(
            chart_id=chart_id,
            kind="standing",
            headline=headline,
            subtitle=apart(
                say("Scores of PDUs inspected {since}, by region, England and Wales", since=began(self.directory)),
                missing,
            ),
            description=say(
                "A symbol for each inspected PDU, in the row of its region, at its score; PDUs with the same score "
                "stand side by side and above each other. A short line marks each region's median, the dashed line "
                "the median of all. PDUs whose score is not known stand at the right."
            ),
            columns=(
                ChartColumn("region", say("Region")),
                ChartColumn("pdu", say("PDU")),
                ChartColumn("score", say("Score out of {maximum}", maximum=self.maximum), "number"),
                ChartColumn("overall", say("Overall rating"), "rating"),
                ChartColumn("published", say("Published"), "date"),
            ),
            rows=self._rows(),
            source=credit(self.directory),
            grades=self.directory.all_grades,
            options={"maximum": self.maximum, "marked": marked, "region": region},
            explore=not region,
        )

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

    def finding_for(self, pdu: Pdu, inspection: Inspection) -> str:
        if inspection.score is None:
            told = say("the score of {pdu} is not available", pdu=pdu.name)
        else:
            score, place = points_of(inspection.score, self.maximum), self._place(inspection.score)
            told = say("{pdu} scored {score}, {place}", pdu=pdu.name, score=score, place=place)
        return finding(told, self._medians(pdu.region_id))

    def finding_for_region(self, region: Region) -> str:
        known = [i.score for pdu, i in self.inspected if pdu.region_id == region.region_id]
        told = scores_clause(known, self.maximum) or say("no score of a PDU is known")
        return finding_about(region.name, told, self._medians(region.region_id))

    def finding_for_all(self) -> str:
        highest = max(self.known.values())
        names = [pdu.name for pdu, i in self.inspected if i.score == highest]
        who = joined(sorted(names, key=without_signs)) if len(names) <= MOST_NAMED else plural(len(names), "pdu")
        score = points_of(highest, self.maximum)
        if len(self.known) == 1:
            return finding(say("the only known score of a PDU is {score} ({pdus})", score=score, pdus=who))
        return finding(say("the highest score of a PDU is {score} ({pdus})", score=score, pdus=who), self._medians(""))

    def _place(self, score: int) -> str:
        """Where a score stands among those that are known, as an addition to it."""
        others = sorted(self.known.values())
        others.remove(score)
        if not others:
            return say("the only score that is known")
        same, lowest, highest = others.count(score), others[0], others[-1]
        if same == len(others):
            return say("as did {others}", others=out_of(same, same, "other_pdu"))
        if lowest < score < highest:
            lower = number_word(sum(other < score for other in others))
            return say(
                "more than {lower} of the other {count} known scores", lower=lower, count=number_word(len(others))
            )
        end = "highest" if score >= highest else "lowest"
        scores = plural(len(others) + 1, "known_score")
        if same:
            return say(words_of("charts")["shared"][end], others=plural(same, "other"), scores=scores)
        return say(words_of("charts")["alone"][end], scores=scores)

    def _medians(self, region_id: str) -> str:
        country = score_words(self._median() or 0)
        of_region = self._median(region_id) if region_id else None
        if of_region is None:
            return say(
                "the median of {scores} is {median}", scores=plural(len(self.known), "known_score"), median=country
            )
        return say(
            "the median of its region is {region}, of the country {country}",
            region=score_words(of_region),
            country=country,
        )


def _inspected(directory: Directory) -> list[tuple[Pdu, Inspection]]:
    """Every PDU inspected in the current programme with its newest inspection: by falling score, unknown last."""
    programme = directory.current_programme.programme_id
    newest = [(pdu, pdu.latest(programme)) for pdu in directory.pdus.values()]
    inspected = [(pdu, inspection) for pdu, inspection in newest if inspection]
    return sorted(
        inspected, key=lambda both: (both[1].score is None, -(both[1].score or 0), without_signs(both[0].name))
    )
