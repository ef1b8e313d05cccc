"""Ministries."""
