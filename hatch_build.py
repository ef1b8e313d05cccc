"""What is made when the planner is built: compiled catalogues, and what a wheel carries besides."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = {  # planner/places.py finds them there
    "templates": "planner/templates",
    "sample_plans": "planner/sample_plans",
    "streamlit_app.py": "planner/app/streamlit_app.py",
    ".streamlit/config.toml": "planner/app/.streamlit/config.toml",
    "static": "planner/app/static",
}
LOCALE = Path("planner/languages/locale")


class BuildHook(BuildHookInterface[Any]):
    """Compiles the catalogues, and puts the folders and the app file of the top level into a wheel.

    A checkout installed in place reads those where they lie.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name to the build what exists."""
        root = Path(self.root)
        compile_catalogues(root)
        if version == "standard":
            found = {path: to for path, to in SHIPPED.items() if (root / path).exists()}
            build_data["force_include"].update(found)


def catalogues(root: Path) -> Iterator[Path]:
    """Every translators' file."""
    return (root / LOCALE).glob("*/LC_MESSAGES/*.po")


def compile_catalogues(root: Path) -> None:
    """Write every catalogue as gettext reads it, beside its source."""
    for file in catalogues(root):
        file.with_suffix(".mo").write_bytes(compiled(file))


def compiled(file: Path) -> bytes:
    """A translators' file as gettext reads it.

    Under the context “catalogue” it says how many texts it leaves untranslated (a doubtful, “fuzzy”
    one counts as such), and from what it was made.
    """
    source = file.read_bytes()
    catalogue = read_po(io.BytesIO(source), locale=file.parent.parent.name, abort_invalid=True)
    missing = sum(not is_translated(one) for one in catalogue if one.id)
    catalogue.creation_date = datetime(2000, 1, 1, tzinfo=UTC)  # the same file, the same bytes
    catalogue.add("missing", str(missing), context="catalogue")
    catalogue.add("source", digest(source), context="catalogue")
    content = io.BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


def is_translated(entry: Any) -> bool:
    """Whether an entry says something in each of its forms, and nobody doubts it."""
    said = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
    return all(said) and not entry.fuzzy


def digest(source: bytes) -> str:
    """By which a compiled catalogue names the file it was made from."""
    return hashlib.sha256(source).hexdigest()


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
