"""The translators' catalogues: gettext files by language and domain, an office's own words first.

A domain is what must be complete for something to be offered in a language: `declaration` (tables,
columns, answers), `reference` (risk factors, indicators, actions), `ministry` (workbooks and
letters to ministries) and `planner` (screens, terminal, files of the office).
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import PoFileError, read_po

from planner.errors import BrokenReference
from planner.messages import Message, _, places

DOMAINS: Final = ("planner", "ministry", "declaration", "reference")
SCREEN: Final = frozenset(DOMAINS)
MINISTRY: Final = frozenset({"ministry", "declaration"})
ENGLISH: Final = "en"

MARK: Final = "catalogue"
"""The context of what a compiled catalogue says of itself (`hatch_build.py` writes it there)."""

MISSING: Final = "missing"
"""How many of its texts are not translated: a language is spoken only where that is none."""


@dataclass(frozen=True)
class Texts:
    """What one language says for every English text that it translates, and in which domains."""

    language: str
    domains: frozenset[str]
    found: gettext.NullTranslations

    def text(self, what: Message) -> str:
        """The text of a message, places not yet filled; English where nobody translated it."""
        one, many, context = what.text, what.many, what.context
        if many:
            return (
                self.found.npgettext(context, one, many, what.number)
                if context
                else self.found.ngettext(one, many, what.number)
            )
        if context and (said := self.found.pgettext(context, one)) != one:
            return said
        return self.found.gettext(one) if one else ""


def compiled(language: str, domain: str) -> bytes | None:
    """The catalogue as the build hook compiled it; None where the language has none."""
    place = resources.files("planner.languages") / "locale" / language / "LC_MESSAGES"
    file = place / f"{domain}.mo"
    return file.read_bytes() if file.is_file() else None


@cache
def texts(language: str, office: Path | None = None) -> Texts:
    """Everything a language says.

    `office` is a folder where an office keeps words of its own, as `fr.po` or `en.po`;
    BrokenReference when that file cannot be used.
    """
    chain: gettext.NullTranslations = gettext.NullTranslations()
    domains = {ENGLISH} if language == ENGLISH else set[str]()
    for domain in reversed(DOMAINS):
        if (content := compiled(language, domain)) is not None:
            chain = _before(chain, content)
            if chain.pgettext(MARK, MISSING) == "0":
                domains.add(domain)
    own = None if office is None else office / f"{language}.po"
    if own is not None and own.is_file():
        chain = _before(chain, _office(own))
    return Texts(language, SCREEN if language == ENGLISH else frozenset(domains), chain)


def translated() -> tuple[str, ...]:
    """The languages that have a catalogue, whole or not, by code."""
    folder = resources.files("planner.languages") / "locale"
    return tuple(sorted(one.name for one in folder.iterdir() if (one / "LC_MESSAGES").is_dir()))


def spoken(wanted: frozenset[str] = SCREEN) -> tuple[str, ...]:
    """The languages in which all the domains are complete, English first, then by code."""
    return (ENGLISH, *(code for code in translated() if wanted <= texts(code).domains))


def entries(language: str, domain: str) -> Mapping[str, str]:
    """The translations of a domain by English text, for tests and tools; empty when not there."""
    content = compiled(language, domain)
    catalogue = read_mo(io.BytesIO(content)) if content else ()
    return {str(one.id): str(one.string) for one in catalogue if one.id and one.context != MARK}


def _before(chain: gettext.NullTranslations, content: bytes) -> gettext.NullTranslations:
    first = gettext.GNUTranslations(io.BytesIO(content))
    first.add_fallback(chain)
    return first


def _office(file: Path) -> bytes:
    """An office's own file, compiled; refused when it is broken or asks for an unknown fact."""
    try:
        catalogue = read_po(io.BytesIO(file.read_bytes()), abort_invalid=True)
    except (PoFileError, ValueError) as failure:
        raise BrokenReference(
            _("{file} cannot be read: {why}.", file=file.name, why=str(failure)),
            _("Open it in a translation editor and save it again."),
        ) from failure
    for one in catalogue:
        ids = one.id if isinstance(one.id, tuple | list) else (one.id,)
        said = one.string if isinstance(one.string, tuple | list) else (one.string,)
        known = frozenset[str]().union(*map(places, ids))
        for text in filter(None, said):
            if one.id and (unknown := places(text) - known):
                raise BrokenReference(
                    _(
                        "{file}: {place} means nothing in “{text}”.",
                        file=file.name,
                        place=f"{{{min(unknown)}}}",
                        text=text,
                    ),
                    _("Use only the places of the English text."),
                )
    content = io.BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()
