"""The language of the terminal: complete, or refused."""

from __future__ import annotations

from planner.errors import WrongValue
from planner.languages.catalogues import ENGLISH, SCREEN, spoken
from planner.languages.voice import Voice
from planner.messages import _
from planner.places import templates_folder


def terminal_voice(language: str) -> Voice:
    """The voice in which the terminal tells everything, with the office's own words."""
    if language and not is_spoken(language):
        names = tuple(Voice(code).name for code in spoken(SCREEN))
        raise WrongValue(
            _("The planner does not speak “{language}” yet.", language=language),
            _("Choose one of: {languages}.", languages=names),
        )
    return Voice(language or ENGLISH, templates_folder())


def is_spoken(language: str) -> bool:
    """Whether everything is there in a language."""
    return language in spoken(SCREEN)
