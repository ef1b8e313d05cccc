"""What runs in the limited process that reads a file and sends its cells over a pipe."""
