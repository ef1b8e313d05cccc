"""What a build adds: compiled catalogues, and the folders and app file that a wheel carries."""

from __future__ import annotations

import io
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


def compiled(catalogue: Path) -> bytes:
    """A translators' catalogue (.po) as the planner reads it (.mo)."""
    content = io.BytesIO()
    write_mo(content, read_po(io.BytesIO(catalogue.read_bytes())))
    return content.getvalue()


def compile_catalogues(root: Path) -> None:
    """Write every catalogue of the languages anew, beside its source."""
    for catalogue in root.glob("planner/languages/locale/*/LC_MESSAGES/*.po"):
        catalogue.with_suffix(".mo").write_bytes(compiled(catalogue))


class TopLevelFiles(BuildHookInterface[Any]):
    """Compiles the catalogues for a checkout and a wheel; a wheel carries the top level too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name to the build the files of the top level that exist."""
        compile_catalogues(Path(self.root))
        if version == "standard":
            found = {path: to for path, to in SHIPPED.items() if (Path(self.root) / path).exists()}
            build_data["force_include"].update(found)


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
