"""Where the plan is and what comes next."""
