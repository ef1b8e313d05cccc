"""The command line: everything a screen can do, from a terminal."""

from planner.cli.program import main

__all__ = ["main"]
