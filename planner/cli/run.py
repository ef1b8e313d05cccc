"""What one run of the program was told: which database, who acts, how and in what language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

import click

from planner.errors import WrongValue
from planner.messages import Message, _
from planner.places import templates_folder

if TYPE_CHECKING:
    from planner.languages.voice import Voice
    from planner.store import Store

ENGLISH = "en"


@dataclass
class CommandRun:
    """The global options of one run."""

    db: str = ""
    actor: str = "Focal point"
    json: bool = False
    language: str = ""
    quiet: bool = False
    stores: list[Store] = field(default_factory=list["Store"])

    def close(self) -> None:
        """Let go of every database that was opened."""
        for store in self.stores:
            store.close()

    @cached_property
    def voice(self) -> Voice:
        """The language of everything that is printed; WrongValue for one that is not complete."""
        voice, codes = import_module("planner.languages.voice").Voice, self._spoken
        if self.language and self.language not in codes:
            raise WrongValue(
                _("The planner does not speak “{language}” yet.", language=self.language),
                _("Choose one of: {languages}.", languages=tuple(voice(c).name for c in codes)),
            )
        return voice(self.language or ENGLISH, templates_folder())

    def beside_files(self) -> CommandRun:
        """The same run where the language is that of a file: the terminal is English without it."""
        return replace(self, language=self.language if self.language in self._spoken else "")

    @property
    def _spoken(self) -> tuple[str, ...]:
        catalogues = import_module("planner.languages.catalogues")
        return catalogues.spoken(catalogues.SCREEN)

    def tell(self, message: Message | str) -> str:
        """A message as this run tells it; a bare English text needs no voice: help is quick."""
        is_bare = not isinstance(message, Message) or not message.facts
        if is_bare and self.language in ("", ENGLISH):
            return str(message)
        return self.voice.tell(message)

    def say(self, message: Message) -> None:
        """Tell the person at the terminal something, beside the answer."""
        if not self.quiet:
            click.echo(self.tell(message), err=True)

    @property
    def today(self) -> date:
        """The day it is on this computer."""
        return self.now.astimezone().date()

    @property
    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)
