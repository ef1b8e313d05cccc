"""`inspect`, `import` and `export`: files in and out."""

from __future__ import annotations

COMMANDS = ()
