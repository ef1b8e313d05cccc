"""What of a plan a ministry answers for."""
