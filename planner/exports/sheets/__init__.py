"""The one writer of workbooks: paper, marking, faces, columns, lists, charts, and a last check."""
