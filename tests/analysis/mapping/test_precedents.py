"""Decisions of a plan teach about programmes that are still open, and say so in the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from planner.analysis.mapping.evidence import NO_ACTION
from planner.analysis.mapping.lessons import Memory
from planner.analysis.mapping.precedents import Precedent, Precedents, precedents_of
from planner.analysis.mapping.suggestions import Subject, Suggester, SuggestionSet
from planner.choices import LinkState, Strength
from planner.messages import Message
from planner.reference import load
from planner.tables import ForgottenLesson, Harm, Programme
from tests import builders

SUGGESTER = Suggester(load())
PLAIN = Subject(reference="A", title="Xylophon one", codes=("15150",), ministry="Culture")


def said(reasons: Iterable[Message]) -> tuple[str, ...]:
    return tuple(map(str, reasons))


def decided(number: int, action: str, *, confirmed: bool = True, **facts: object) -> Precedent:
    """A decision on a programme that shares nothing with the others unless told so."""
    subject = Subject(reference=f"R-{number}", title=f"Quartz {number}")
    return Precedent(subject=replace(subject, **facts), action=action, confirmed=confirmed)


def asked(subject: Subject, *precedents: Precedent) -> SuggestionSet:
    """What is proposed after those decisions."""
    return SUGGESTER.learning(Precedents(precedents)).suggest(subject)


def confidence(found: SuggestionSet, action: str) -> float:
    return next((one.confidence for one in found.actions if one.action == action), 0.0)


def reasons(found: SuggestionSet, action: str) -> tuple[str, ...]:
    return next((said(one.reasons) for one in found.actions if one.action == action), ())


def test_links_confirmed_for_the_same_code_raise_the_confidence_and_are_counted_in_a_reason() -> (
    None
):
    same = [decided(n, "HRT-06", codes=("15150",)) for n in range(3)]

    before, after = asked(PLAIN), asked(PLAIN, *same)
    assert confidence(after, "HRT-06") > confidence(before, "HRT-06")
    assert after.none < before.none
    assert "confirmed for 3 programmes with code 15150" in reasons(after, "HRT-06")


def test_one_decision_is_told_in_the_singular_and_weighs_less_than_three() -> None:
    one = asked(PLAIN, decided(1, "HRT-06", codes=("15150",)))
    three = asked(PLAIN, *(decided(n, "HRT-06", codes=("15150",)) for n in range(3)))

    assert "confirmed for 1 programme with code 15150" in reasons(one, "HRT-06")
    assert confidence(one, "HRT-06") < confidence(three, "HRT-06")


def test_links_rejected_for_the_same_code_lower_the_confidence() -> None:
    subject = replace(PLAIN, title="Independent radio")
    rejected = [decided(n, "HRT-06", confirmed=False, codes=("15150",)) for n in range(3)]

    before, after = asked(subject), asked(subject, *rejected)
    assert 0 < confidence(after, "HRT-06") < confidence(before, "HRT-06")
    assert "rejected for 3 programmes with code 15150" in reasons(after, "HRT-06")


def test_decisions_that_disagree_weigh_less_than_those_that_agree() -> None:
    agreeing = [decided(n, "HRT-06", codes=("15150",)) for n in range(4)]
    disagreeing = [*agreeing[:2], *(decided(n, "DEV-06", codes=("15150",)) for n in (8, 9))]

    assert confidence(asked(PLAIN, *disagreeing), "HRT-06") < confidence(
        asked(PLAIN, *agreeing), "HRT-06"
    )


def test_links_confirmed_for_the_same_ministry_count_less_than_for_the_same_code() -> None:
    of_ministry = asked(PLAIN, *(decided(n, "HRT-06", ministry="Culture") for n in range(9)))
    of_code = asked(PLAIN, *(decided(n, "HRT-06", codes=("15150",)) for n in range(9)))

    assert 0 < confidence(of_ministry, "HRT-06") < confidence(of_code, "HRT-06")
    assert "confirmed for 9 programmes of this ministry" in reasons(of_ministry, "HRT-06")


def test_a_similar_title_counts_most_and_is_quoted() -> None:
    subject = Subject(title="Mango juice festival of the north")

    found = asked(
        subject, decided(1, "DEV-08", title="Mango juice festivals in the south and north")
    )
    assert found.actions[0].action == "DEV-08"
    assert "confirmed for a similar title, “Mango juice festivals in the south and north”" in said(
        found.actions[0].reasons
    )


def test_the_most_similar_title_is_the_one_quoted() -> None:
    subject = Subject(title="Mango juice festival")
    near, far = "Mango juice festival", "Mango juice festival again"

    for first, second in ((near, far), (far, near)):
        found = asked(
            subject, decided(1, "DEV-08", title=first), decided(2, "DEV-08", title=second)
        )
        assert f"confirmed for a similar title, “{near}”" in said(found.actions[0].reasons)
        assert f"confirmed for a similar title, “{far}”" not in said(found.actions[0].reasons)


def test_a_similar_title_that_was_rejected_speaks_against() -> None:
    subject = Subject(title="Independent radio of the north")
    rejected = decided(
        1, "HRT-06", confirmed=False, title="Independent radio of the south and north"
    )

    assert confidence(asked(subject, rejected), "HRT-06") < confidence(asked(subject), "HRT-06")


def test_no_link_decided_for_a_similar_title_is_proposed_again() -> None:
    subject = Subject(title="Peace garden of the capital", codes=("15220",))

    found = asked(subject, decided(1, NO_ACTION, title="Peace garden in the capital"))
    assert found.none > asked(subject).none
    quoted = "confirmed for a similar title, “Peace garden in the capital”"
    assert quoted in said(found.none_reasons)


def test_a_programme_does_not_learn_from_itself() -> None:
    itself = decided(1, "HRT-06", reference="A", title=PLAIN.title, codes=PLAIN.codes)

    assert asked(PLAIN, itself) == asked(PLAIN)


def test_decisions_on_other_programmes_change_nothing() -> None:
    subject = Subject(title="Police academy", codes=("15132",), ministry="Interior")

    assert asked(subject, decided(1, "HRT-06", codes=("15150",), ministry="Culture")) == asked(
        subject
    )


def test_an_action_that_is_no_longer_in_the_catalogue_is_not_proposed() -> None:
    found = asked(PLAIN, *(decided(n, "GONE-01", codes=("15150",)) for n in range(5)))

    assert confidence(found, "GONE-01") == 0


def test_a_word_that_too_many_titles_share_does_not_make_them_similar() -> None:
    crowd = Memory(Precedents(tuple(decided(n, "DEV-08", title="Support") for n in range(201))))

    (lesson,) = crowd.evidence(Subject(title="Support"))
    assert str(lesson.reason) == "confirmed for 201 programmes worded “Support”"


def test_a_suggester_can_be_made_with_what_was_learned() -> None:
    learned = Precedents((decided(1, "HRT-06", codes=("15150",)),))

    assert Suggester(load(), learned).suggest(PLAIN) == SUGGESTER.learning(learned).suggest(PLAIN)


def test_words_that_decided_titles_share_teach_what_most_of_them_were_decided_to_serve() -> None:
    shared = [
        decided(n, "HRT-06", title=f"Talking circles in {place}")
        for n, place in enumerate(("Kapa", "Lufu", "Moro"))
    ]
    subject = Subject(title="New talking circles for the young of two valleys and their teachers")

    before, after = asked(subject), asked(subject, *shared)
    assert confidence(after, "HRT-06") > confidence(before, "HRT-06") + 0.2
    assert "confirmed for 3 programmes worded “Talking circles”" in reasons(after, "HRT-06")
    assert asked(subject, shared[0]) == before

    divided = [decided(n, action, title="Talking circles") for n, action in enumerate("ABCD")]
    assert asked(subject, *divided) == before


def test_a_confirmed_sign_makes_programmes_worded_alike_a_question_and_a_rejected_one_less() -> (
    None
):
    subject = Subject(title="Talking circles of the upper valley and all its many hamlets")
    titles = ("Talking circles one", "Talking circles two", "Talking circles three")
    confirmed = [decided(n, "7.12", title=title) for n, title in enumerate(titles)]
    rejected = [replace(one, confirmed=False) for one in confirmed]

    found = asked(subject, *confirmed)
    assert [one.sign for one in found.harms] == ["7.12"]
    assert "confirmed for 3 programmes worded “Talking circles”" in said(found.harms[0].reasons)
    assert asked(subject, *confirmed, *rejected).harms[0].confidence < found.harms[0].confidence
    assert all(one.action != "7.12" for one in found.actions)


def test_what_is_forgotten_says_nothing_and_is_no_longer_shown() -> None:
    shared = [decided(n, "HRT-06", title="Talking circles", codes=("15150",)) for n in range(3)]
    subject = Subject(title="Talking circles in every school of the north", codes=("15150",))
    one = Precedents(tuple(shared), frozenset({("talking circle", "HRT-06")}))
    everything = replace(one, forgotten=one.forgotten | {("15150", "HRT-06")})

    assert [lesson.words for lesson in Memory(one).lessons()] == ["15150"]
    assert Memory(everything).lessons() == ()
    assert SUGGESTER.learning(everything).suggest(subject) == SUGGESTER.suggest(subject)


def test_words_within_longer_ones_that_rest_on_the_same_programmes_are_shown_once() -> None:
    shared = [decided(n, "HRT-06", title="Talking circles") for n in range(3)]

    (lesson,) = Memory(Precedents(tuple(shared))).lessons()
    assert (lesson.words, lesson.programmes, lesson.of) == (
        "Talking circles",
        ("R-0", "R-1", "R-2"),
        3,
    )


def test_confirmed_and_rejected_links_of_a_plan_are_learned_and_proposed_ones_are_not() -> None:
    programme = Programme(
        id="P-0001", reference="7", title="Radio", ministry="M-01", purpose_code="15153"
    )
    plan = builders.plan_of(
        builders.ministry(1, "Culture"),
        programme,
        builders.link(1, "P-0001", "HRT-06"),
        builders.link(2, "P-0001", "CYB-04", state=LinkState.REJECTED, strength=None),
        builders.link(3, "P-0001", "DEV-08", state=LinkState.PROPOSED),
        builders.link(4, "P-0099", "DEV-08"),
        Harm(id="H-001", programme="P-0001", sign="8.7", state=LinkState.CONFIRMED),
        Harm(id="H-002", programme="P-0001", sign="8.8", state=LinkState.PROPOSED),
        ForgottenLesson(id="FL-001", words="The radios", sign="8.7"),
        ForgottenLesson(id="FL-002", words="15153"),
    )

    subject = Subject(
        id="P-0001", reference="7", title="Radio", codes=("15153",), ministry="Culture"
    )
    assert precedents_of(plan).precedents == (
        Precedent(subject=subject, action="HRT-06", confirmed=True, strength=Strength.DIRECT),
        Precedent(subject=subject, action="CYB-04", confirmed=False, strength=Strength.INDIRECT),
        Precedent(subject=subject, action="8.7", confirmed=True, strength=Strength.WEAK),
    )
    assert precedents_of(plan).forgotten == {("radio", "8.7"), ("15153", NO_ACTION)}


def test_no_link_of_a_plan_is_learned_whether_its_action_is_blank_or_its_strength_none() -> None:
    plan = builders.plan_of(
        builders.programme(1),
        builders.programme(2),
        builders.link(1, "P-0001", ""),
        builders.link(2, "P-0002", "DEV-08", Strength.NONE),
    )

    assert [(one.action, one.subject.ministry) for one in precedents_of(plan).precedents] == [
        (NO_ACTION, ""),
        (NO_ACTION, ""),
    ]


def test_a_rare_word_in_common_makes_titles_alike_where_an_ordinary_one_does_not() -> None:
    ordinary = [decided(n, NO_ACTION, title=f"Programme of item{n}") for n in range(20)]
    rare = decided(30, "DEV-08", title="Programme of quilimba")

    found = asked(Subject(title="Quilimba, annual programme"), *ordinary, rare)

    assert found.actions[0].action == "DEV-08"
    assert "confirmed for a similar title, “Programme of quilimba”" in said(
        found.actions[0].reasons
    )
    assert not any("item" in said([reason]) for reason in found.none_reasons)


def test_a_decision_says_nothing_twice_that_the_title_says_itself() -> None:
    subject = Subject(title="Truth and reconciliation commission")
    like = [decided(n, "JUS-05", title=f"Truth and reconciliation, part {n}") for n in range(3)]

    before, after = asked(subject), asked(subject, *like)

    assert confidence(after, "JUS-05") == confidence(before, "JUS-05") > 0
    assert "confirmed for 3 programmes worded “Truth and reconciliation”" in reasons(
        after, "JUS-05"
    )
