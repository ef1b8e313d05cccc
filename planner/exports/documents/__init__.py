"""Documents for Word: one writer of blocks, and what each kind of document says."""
