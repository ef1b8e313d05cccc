"""The answer on risk: how strongly each risk factor shows, situation by situation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import (
    Answer,
    AnswerTable,
    Finding,
    Gravity,
    Matrix,
    MatrixCell,
    Question,
    Target,
)
from planner.analysis.risk.assessments import (
    AGE_LABELS,
    Assessment,
    AssessmentAge,
    Move,
    assessments,
)
from planner.analysis.risk.incidents import by_month, incidents_table
from planner.analysis.risk.picture import CONCERN, FactorRisk, RiskPicture, risk_picture
from planner.choices import Level, Scope, Trend
from planner.messages import NOT_KNOWN, Fact, Message, Share, _, ngettext, paragraph, verbatim
from planner.plan import Plan, grouped, table_named, title_of
from planner.schema import Value
from planner.tables import Incident, MitigatingFactor, Rating, Situation, Source

TITLE: Final = _("Risks")
NO_MONTHS: Final = _(
    "The plan does not say for how many months an assessment stays current, so none is out of date "
    "by its age alone."
)
TREND_MARKS: Final = MappingProxyType(
    {Trend.WORSENING: "↗", Trend.STABLE: "→", Trend.IMPROVING: "↘", Trend.UNKNOWN: ""}
)
_SHADES: Final = MappingProxyType({Level.HIGH: 1.0, Level.MODERATE: 0.6, Level.LOW: 0.25})


def risk_answer(asked: Question) -> Answer:
    """How many factors are high or not assessed, what moved, what is out of date, what happened."""
    plan, on = asked.plan, asked.on
    picture = risk_picture(plan, asked.reference)
    found = assessments(plan, on, asked.reference)
    high = [one.rating for one in found if one.rating and one.level is Level.HIGH]
    drawn = by_month(plan.of(Incident), on)
    return Answer(
        key="risks",
        title=TITLE,
        unknown=() if plan.details.assessment_months is not None else (NO_MONTHS,),
        sentences=(
            _levels(picture),
            _assessed_of(picture),
            paragraph(_changes(found), *worst(plan, grouped(high, "situation"))),
        ),
        findings=(
            *(_high(picture, factor) for factor in picture.at(Level.HIGH)),
            *map(_moved_up, (one for one in found if one.moved is Move.UP)),
            *_old_ones(found),
        ),
        tables=(
            _factors(picture),
            _situations(found),
            _assessed(found),
            incidents_table(plan, asked.reference, on),
            _mitigating(plan),
        ),
        figures=(_matrix(picture, found), *([drawn] if drawn else ())),
    )


def _levels(picture: RiskPicture) -> Message:
    return _(
        "Risk factors at high level: {high}; at moderate level: {moderate}.",
        high=len(picture.at(Level.HIGH)),
        moderate=len(picture.at(Level.MODERATE)),
    )


def worst(
    plan: Plan, high: Mapping[Value, Sequence[Rating]], not_known: Fact = NOT_KNOWN
) -> Iterator[Message]:
    """The situation with most factors at high level: since when, how sure, and who says so.

    `high` are the latest assessments at high level by situation.
    """
    if not high:
        return
    place, rows = max(high.items(), key=lambda pair: len(pair[1]))
    oldest = min(rows, key=lambda one: one.judged_on or date.max)
    situation, source = plan.find(Situation, str(place)), plan.find(Source, oldest.source)
    yield _(
        "Worst: {situation}, {number} risk factors at high level, the oldest assessed on {day} "
        "(confidence: {confidence}; source: {source}; assessed by: {who}).",
        situation=title_of(situation) if situation else str(place),
        number=len(rows),
        day=oldest.judged_on or not_known,
        confidence=oldest.confidence or not_known,
        source=(source.code if source else oldest.source) or not_known,
        who=oldest.judged_by or not_known,
    )


def _assessed_of(picture: RiskPicture) -> Message:
    not_assessed = len(picture.at(Level.NOT_ASSESSED))
    return _(
        "Risk factors assessed: {assessed} of {all}.",
        assessed=len(picture.factors) - not_assessed,
        all=len(picture.factors),
    )


def _changes(found: Sequence[Assessment]) -> Message:
    moves, ages = Counter(one.moved for one in found), Counter(one.age for one in found)
    return _(
        "Against the assessment before, {up} moved up and {down} down; {old} are out of date.",
        up=moves[Move.UP],
        down=moves[Move.DOWN],
        old=ages[AssessmentAge.OUT_OF_DATE],
    )


def _target(factor: FactorRisk) -> Target:
    return Target("risk_factors", str(factor.factor.number))


def _rating(one: Assessment) -> Target | None:
    return Target("ratings", one.rating.id) if one.rating else None


def _worst_in(found: RiskPicture, factor: FactorRisk) -> tuple[str, ...]:
    names = {situation.id: situation.name for situation in found.situations}
    return tuple(names.get(one, one) for one in factor.worst_in)


def _high(found: RiskPicture, factor: FactorRisk) -> Finding:
    return Finding(
        gravity=Gravity.GRAVE,
        message=_(
            "Risk factor {number}, {title}: {level} in {places}.",
            number=factor.factor.number,
            title=factor.factor.name,
            level=factor.level,
            places=_worst_in(found, factor),
        ),
        targets=(_target(factor),),
    )


def _moved_up(one: Assessment) -> Finding:
    return Finding(
        gravity=Gravity.GRAVE if one.level is Level.HIGH else Gravity.WARNING,
        message=_(
            "{situation}, risk factor {number}: {level}, before {before}. {why}",
            situation=_name(one.situation),
            number=one.factor.number,
            level=one.level,
            before=one.before and one.before.level,
            why=(one.rating and one.rating.why) or _("Nobody said why."),
        ),
        targets=tuple(filter(None, (_rating(one),))),
    )


def _old_ones(found: Sequence[Assessment]) -> Iterator[Finding]:
    """Situations with assessments that are out of date, and listed ones that nobody assessed."""
    for situation, old in _counted(found, AssessmentAge.OUT_OF_DATE):
        said = ngettext(
            "{situation}: {number} assessment is out of date.",
            "{situation}: {number} assessments are out of date.",
            old,
            situation=_name(situation),
        )
        yield Finding(gravity=Gravity.WARNING, message=said, targets=(_place(situation),))
    for situation, missing in _counted(found, AssessmentAge.NOT_ASSESSED):
        if situation.listed or situation.scope is Scope.HOME:
            said = ngettext(
                "{situation}: {number} risk factor is not assessed.",
                "{situation}: {number} risk factors are not assessed.",
                missing,
                situation=_name(situation),
            )
            yield Finding(gravity=Gravity.NOTE, message=said, targets=(_place(situation),))


def _counted(found: Sequence[Assessment], age: AssessmentAge) -> Iterator[tuple[Situation, int]]:
    situations = {one.situation.id: one.situation for one in found}
    for row_id, number in Counter(one.situation.id for one in found if one.age is age).items():
        yield situations[row_id], number


def _place(situation: Situation) -> Target:
    return Target("situations", situation.id)


def _factors(found: RiskPicture) -> AnswerTable[FactorRisk]:
    ratings = table_named("ratings")
    return AnswerTable(
        key="risk_factors",
        title=_("Risk factors by worst level"),
        columns=(
            answers.code("number", _("No."), lambda one: one.factor.number),
            answers.text("title", ratings.label("risk_factor"), lambda one: one.factor.name),
            answers.level("level", ratings.label("level"), lambda one: one.level),
            answers.text("where", _("Where"), lambda one: _worst_in(found, one)),
            answers.share(
                "assessed",
                _("Situations assessed"),
                lambda one: Share(_share_assessed(found, one)),
            ),
        ),
        lines=tuple(sorted(found.factors, key=lambda one: CONCERN.index(one.level))),
        target=_target,
    )


def _share_assessed(found: RiskPicture, factor: FactorRisk) -> float | None:
    levels = [row.level for row in factor.ratings.values()]
    known = sum(level not in (None, Level.NOT_ASSESSED) for level in levels)
    return known / len(found.situations) if found.situations else None


@dataclass(frozen=True, kw_only=True)
class SituationRisk:
    """The assessments of one situation, counted and never added up to one number."""

    situation: Situation
    assessed: tuple[Assessment, ...]

    def at(self, level: Level) -> int:
        """How many factors stand at that level."""
        return sum(one.level is level for one in self.assessed)

    def moved(self, move: Move) -> int:
        """How many factors moved that way."""
        return sum(one.moved is move for one in self.assessed)

    @property
    def out_of_date(self) -> int:
        """How many assessments are out of date."""
        return sum(one.age is AssessmentAge.OUT_OF_DATE for one in self.assessed)

    @property
    def latest(self) -> date | None:
        """The day of the latest assessment."""
        days = (one.rating.judged_on for one in self.assessed if one.rating)
        return max(filter(None, days), default=None)


def _situations(found: Sequence[Assessment]) -> AnswerTable[SituationRisk]:
    situations, levels = table_named("situations"), (Level.HIGH, Level.MODERATE, Level.LOW)
    by_place: dict[str, list[Assessment]] = {}
    for one in found:
        by_place.setdefault(one.situation.id, []).append(one)
    return AnswerTable(
        key="situations",
        title=_("Assessments by situation"),
        columns=(
            answers.text("name", situations.label("name"), lambda one: _name(one.situation)),
            answers.text("listed", situations.label("listed"), lambda one: one.situation.listed),
            *(
                answers.count(level.value, level.caption, lambda one, at=level: one.at(at))
                for level in (*levels, Level.NOT_OBSERVED, Level.NOT_ASSESSED)
            ),
            answers.count("up", _("Moved up"), lambda one: one.moved(Move.UP)),
            answers.count("down", _("Moved down"), lambda one: one.moved(Move.DOWN)),
            answers.count("out_of_date", _("Out of date"), lambda one: one.out_of_date),
            answers.day("latest", _("Last assessed"), lambda one: one.latest),
            answers.day(
                "next_review",
                situations.label("next_review"),
                lambda one: one.situation.next_review,
            ),
        ),
        lines=tuple(
            SituationRisk(situation=members[0].situation, assessed=tuple(members))
            for members in by_place.values()
        ),
        target=lambda one: _place(one.situation),
    )


def _assessed(found: Sequence[Assessment]) -> AnswerTable[Assessment]:
    ratings = table_named("ratings")

    def said(name: str) -> Callable[[Assessment], Fact]:
        return lambda one: getattr(one.rating, name)

    return AnswerTable(
        key="assessments",
        title=_("Latest assessments, and how they moved"),
        columns=(
            answers.text("situation", ratings.label("situation"), lambda o: _name(o.situation)),
            answers.code("number", _("No."), lambda one: one.factor.number),
            answers.level("level", ratings.label("level"), lambda one: one.level),
            answers.text("trend", ratings.label("trend"), said("trend")),
            answers.text("confidence", ratings.label("confidence"), said("confidence")),
            answers.day("assessed_on", ratings.label("judged_on"), said("judged_on")),
            answers.count("months", _("Age in months"), lambda one: one.months),
            answers.text("age", _("State"), lambda one: AGE_LABELS[one.age]),
            answers.text("moved", _("Moved"), change),
            answers.sentence("why", ratings.label("why"), said("why")),
        ),
        lines=tuple(one for one in found if one.rating),
        target=_rating,
    )


def change(one: Assessment) -> Fact:
    """Where the level went and from which, as in “up from low”; a dash when it stayed."""
    match one.moved:
        case Move.UP:
            return _("up from {level}", level=one.before and one.before.level)
        case Move.DOWN:
            return _("down from {level}", level=one.before and one.before.level)
        case None:
            return _("unchanged") if one.before and one.is_known else "–"


def _mitigating(plan: Plan) -> AnswerTable[MitigatingFactor]:
    strengths, names = table_named("strengths"), plan.names(Situation)
    return AnswerTable(
        key="strengths",
        title=strengths.title,
        columns=(
            answers.text(
                "situation",
                strengths.label("situation"),
                lambda one: names.get(one.situation, one.situation),
            ),
            answers.text("title", strengths.label("title"), lambda one: one.title),
            answers.text("tempers", strengths.label("risk_factors"), lambda o: o.risk_factors),
            answers.sentence("evidence", strengths.label("evidence"), lambda one: one.evidence),
        ),
        lines=plan.of(MitigatingFactor),
        target=lambda one: Target("strengths", one.id),
    )


def _matrix(picture: RiskPicture, found: Sequence[Assessment]) -> Matrix:
    cells = {(one.situation.id, one.factor.number): _mark(one) for one in found}
    return Matrix(
        title=_("Risk factors by situation"),
        rows=tuple(factor.factor.name for factor in picture.factors),
        columns=tuple(map(_name, picture.situations)),
        marks=tuple(
            tuple(cells[place.id, factor.factor.number] for place in picture.situations)
            for factor in picture.factors
        ),
    )


def _name(situation: Situation) -> Message:
    return verbatim(situation.name) or _("not named")


def _mark(one: Assessment) -> MatrixCell | None:
    """Level and trend in few letters; nothing where nobody has rated."""
    if one.rating is None or one.rating.level is None:
        return None
    arrow = TREND_MARKS[one.rating.trend] if one.rating.trend else ""
    said = Message("{level} {arrow}", {"level": one.level, "arrow": arrow}) if arrow else one.level
    return MatrixCell(said, _SHADES.get(one.level), _rating(one))


def words(one: Assessment) -> tuple[Fact, ...]:
    """An assessment in a few words: level, trend, confidence, and its age when it is old."""
    rating = one.rating
    sure = rating.confidence if rating else None
    said = (
        one.level,
        rating.trend if rating else None,
        _("confidence: {confidence}", confidence=sure) if sure else None,
        ngettext("{number} month old", "{number} months old", one.months) if one.months else None,
        AGE_LABELS[one.age]
        if one.age in (AssessmentAge.OUT_OF_DATE, AssessmentAge.UNDATED)
        else None,
    )
    return tuple(part for part in said if part)
