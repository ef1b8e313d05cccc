"""Plans and their log in SQLite or PostgreSQL; nothing above this room sees SQL."""

from planner.store.copies import Health
from planner.store.correspondence import IssueRecord, Receipt
from planner.store.import_log import ImportRecord
from planner.store.ledger import LedgerKind, LedgerRecord
from planner.store.plans import PlanSummary, Store
from planner.store.verifying import Verification

__all__ = [
    "Health",
    "ImportRecord",
    "IssueRecord",
    "LedgerKind",
    "LedgerRecord",
    "PlanSummary",
    "Receipt",
    "Store",
    "Verification",
]
