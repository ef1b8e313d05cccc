"""`suggest` and `link`: which programmes serve prevention, proposed and confirmed."""

from __future__ import annotations

COMMANDS = ()
