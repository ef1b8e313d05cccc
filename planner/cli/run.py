"""What one run of the program was told: which database, who acts, how and in what language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

import click

from planner.messages import Message

if TYPE_CHECKING:
    from planner.languages.voice import Voice

ENGLISH = "en"


@dataclass
class CommandRun:
    """The global options of one run."""

    db: str = ""
    actor: str = "Focal point"
    json: bool = False
    language: str = ""
    quiet: bool = False

    @cached_property
    def voice(self) -> Voice:
        """The language of everything that is printed; WrongValue for one that is not complete."""
        return import_module("planner.cli.speaking").terminal_voice(self.language)

    def beside_files(self) -> CommandRun:
        """The same run where the language is that of a file: the terminal is English without it."""
        is_spoken = import_module("planner.cli.speaking").is_spoken
        return replace(self, language=self.language if is_spoken(self.language) else "")

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
