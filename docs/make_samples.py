"""Makes the finished files of each sample plan: what an office receives, to be looked at first.

The cabinet workbook, the strategy in Word and the workbook of one ministry, as they are on a fixed
day. Run `make samples` after anything that changes what they say; a test holds them against a
fresh export.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from lxml import etree

from planner.choices import Classification
from planner.exports.export_kinds import CABINET, DOCUMENT
from planner.places import samples_folder
from planner.services import plans
from planner.services.exporting import export
from planner.services.returns.issuing import issue
from planner.store import Store
from planner.tables import Ministry, PlanDetails
from planner.workbooks import PACKAGE

PLACE: Final = "finished"
DAY: Final = date(2027, 3, 1)
NOW: Final = datetime(2027, 3, 1, 9, tzinfo=UTC)
LEVEL: Final = Classification.RESTRICTED
_OFFICE: Final = "Office of the R2P focal point"
_IDENTITY: Final = re.compile(r"\S*[0-9a-f]{8,}\S*|r2p-return\?\S+|\d{4}-\d\d-\d\dT[\d:.]+\S*")
_TEXTS: Final = re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml|word/document\.xml")


def main() -> None:
    """Write the files of every sample beside its tables."""
    for folder in folders():
        (folder / PLACE).mkdir(exist_ok=True)
        for name, content in finished(folder).items():
            (folder / PLACE / name).write_bytes(content)


def folders() -> list[Path]:
    """Where the sample plans are."""
    return sorted(path.parent for path in samples_folder().glob(f"*/{PACKAGE}"))


def finished(folder: Path) -> Mapping[str, bytes]:
    """The files of a sample plan by their names, made anew."""
    plan = plans.read_plan_file(folder)
    name, store = plan.details.country, Store("sqlite://", keeps=False)
    plans.create_plan(_OFFICE, store, name, PlanDetails(), content=plan)
    made = {
        file: export(_OFFICE, store, name, kind, level=LEVEL, today=DAY, now=NOW).content
        for file, kind in (("cabinet.xlsx", CABINET), ("strategy.docx", DOCUMENT))
    }
    first = plan.of(Ministry)[0]
    (book,) = issue(_OFFICE, store, name, today=DAY, ministries=(first.id,), level=LEVEL).files
    store.close()
    return {**made, f"ministry_{first.id}.xlsx": book.content}


def words(content: bytes) -> list[str]:
    """Every text and number of an office file in its order, without what names this one copy."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = sorted(filter(_TEXTS.fullmatch, archive.namelist()))
        return [text for part in parts for text in _words(archive.read(part))]


def _words(part: bytes) -> Iterator[str]:
    for node in etree.fromstring(part).iter():
        if isinstance(node.tag, str) and node.text and node.text.strip():
            yield _IDENTITY.sub("…", node.text.strip())


if __name__ == "__main__":
    main()
