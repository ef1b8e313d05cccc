"""The template of documents: a file that an office restyles in Word, opened and looked through."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError

from planner.errors import BrokenReference
from planner.exports.documents.blocks import WordStyle
from planner.messages import Fact, _

TEMPLATE: Final = "document.docx"


def opened_template(folder: Path | None) -> WordDocument:
    """A new document of the office's template, without the text that stands in it.

    BrokenReference says when it is not there, is no document, or lacks a style.
    """
    file = (folder or Path()) / TEMPLATE
    if not file.is_file():
        raise _broken(_("{file} is not among the templates.", file=TEMPLATE))
    try:
        document = Document(str(file))
    except (BadZipFile, KeyError, PackageNotFoundError, ValueError) as failure:
        raise _broken(_("{file} is no document that Word can open.", file=TEMPLATE)) from failure
    known = {style.name for style in document.styles}
    missing: tuple[Fact, ...] = tuple(str(one) for one in WordStyle if one not in known)
    if missing:
        raise BrokenReference(
            _("{file} has no style of the name: {names}.", file=TEMPLATE, names=missing),
            _("Add it in Word, or put back the template that came with the planner."),
        )
    body = document.element.body
    for part in list(body)[:-1]:
        body.remove(part)
    return document


def _broken(why: object) -> BrokenReference:
    return BrokenReference(why, _("Put back the template that came with the planner."))  # type: ignore[arg-type]  # a message
