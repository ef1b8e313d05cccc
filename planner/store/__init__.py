"""Plans and their log in SQLite or PostgreSQL; nothing above this room sees SQL."""

from planner.store.correspondence import IssueRecord, Receipt, ReturnDecision
from planner.store.health import Health
from planner.store.import_log import ImportRecord
from planner.store.ledger import LedgerKind, LedgerRecord
from planner.store.plans import PlanSummary, Store
from planner.store.restoring import BackupCheck
from planner.store.verifying import Verification

__all__ = [
    "BackupCheck",
    "Health",
    "ImportRecord",
    "IssueRecord",
    "LedgerKind",
    "LedgerRecord",
    "PlanSummary",
    "Receipt",
    "ReturnDecision",
    "Store",
    "Verification",
]
