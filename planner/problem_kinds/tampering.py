"""What can be wrong with the logs of a database and the rows they tell of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planner.messages import Message, _
from planner.problems import ProblemKind, Severity

_HINT: Final = _("Somebody changed the database by other means. Compare with a backup.")


def _error(message: Message) -> ProblemKind:
    return ProblemKind(severity=Severity.ERROR, message=message, hint=_HINT)


TAMPERING: Final[Mapping[str, ProblemKind]] = {
    "log.gap": _error(_("Record {number} is missing from the log.")),
    "log.changed": _error(_("{record} was changed after it was written.")),
    "log.chain": _error(_("{record} does not follow the one before it.")),
    "log.end": _error(_("The log does not end as it should.")),
    "log.rewritten": _error(_("No record here has the hash {head}: the log is not what it was.")),
    "log.plan": _error(_("{plan} is not the plan that the database's log tells of.")),
    "rows.unreadable": _error(_("It cannot be read: {reason}")),
    "rows.changed": _error(_("{table}: row {id} is not what the log says.")),
    "numbers.changed": _error(_("The numbers already given out are not what the log says.")),
}
