"""Plans and their log in SQLite or PostgreSQL; nothing above this room sees SQL."""

from planner.store.database import Health
from planner.store.log import ImportRecord
from planner.store.plans import PlanSummary, Store
from planner.store.records import IssueRecord, LedgerKind, LedgerRecord, Receipt, ReturnDecision
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
