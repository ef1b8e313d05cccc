"""Training defaults say that they are defaults, and hooks how far their text was seen."""

from __future__ import annotations

from planner.choices import AudienceKind, CourseLevel
from planner.reference.training import hooks, presets


def test_every_kind_of_audience_but_other_has_a_default() -> None:
    assert {preset.kind for preset in presets()} == set(AudienceKind) - {AudienceKind.OTHER}


def test_defaults_are_within_bounds_and_say_what_they_rest_on() -> None:
    for preset in presets():
        assert 0 < preset.target <= 100
        assert 12 <= preset.validity_months <= 48
        assert preset.note and preset.basis in ("seen", "default")
        assert bool(preset.title) is (preset.level is not CourseLevel.COUNTRY)


def test_one_title_is_one_course() -> None:
    courses = {(p.title, p.level, p.validity_months, p.hours) for p in presets() if p.title}

    assert len(courses) == len({title for title, *_ in courses})


def test_hooks_say_how_far_they_were_seen_and_most_name_an_article() -> None:
    assert {hook.how_far_seen for hook in hooks()} == {
        "read in a source",
        "recalled and not checked",
    }
    assert {preset.hook.key for preset in presets() if preset.hook} <= {h.key for h in hooks()}
