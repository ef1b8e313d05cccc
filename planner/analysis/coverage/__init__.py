"""What covers the risk factors, and where cover lacks."""
