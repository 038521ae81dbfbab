"""Measurements of the linter; see README.md beside this file."""
