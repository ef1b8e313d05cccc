"""`python -m planner` is the same as `r2p-planner`."""

from planner.cli import main

main()
