"""What the library of the command line says of wrong use, in the language of the run."""

from __future__ import annotations

import gettext
import os
from pathlib import Path
from typing import Final

from planner.messages import _, ngettext

_DOMAIN: Final = "planner"
_LOCALE: Final = Path(__file__).parents[1] / "languages" / "locale"
_TEXTS: Final = (
    _("Error: {message}"),
    _("Try '{command} {option}' for help."),
    _("Missing argument"),
    _("Missing option"),
    _("Missing command."),
    _("Invalid value: {message}"),
    _("Invalid value for {param_hint}: {message}"),
    _("No such option {name!r}."),
    _("No such command {name!r}."),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    _("{value!r} is not a valid {number_type}."),
    _("{value} is not in the range {range}."),
    ngettext(
        "{value!r} does not match the format {format}.",
        "{value!r} does not match the formats {formats}.",
        1,
    ),
    ngettext(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1
    ),
    _("Option {name!r} does not take a value."),
    ngettext(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1
    ),
    _("{name} {filename!r} is a file."),
)
"""Its texts, here for translators to find."""


def speak(language: str) -> None:
    """Let it say them in that language, English where it has none."""
    os.environ["LANGUAGE"] = language or "en"
    gettext.bindtextdomain(_DOMAIN, _LOCALE)
    gettext.textdomain(_DOMAIN)
