"""Alerts and the thresholds that raise them: from a warning to a decision."""
