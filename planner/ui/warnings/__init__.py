"""Who can warn of what, and from when on somebody acts."""
