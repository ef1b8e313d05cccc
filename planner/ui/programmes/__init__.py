"""What ministries do already."""
