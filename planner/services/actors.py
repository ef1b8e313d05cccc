"""Who acts: every service asks here first."""

from __future__ import annotations

from planner.errors import NotAllowed
from planner.messages import _
from planner.values import clean


def acting(actor: str) -> str:
    """The actor's name, tidied; NotAllowed when nobody says who they are."""
    name = clean(actor)
    if not name:
        raise NotAllowed(_("Nobody said who is doing this."), _("Name a function or an office."))
    return name
