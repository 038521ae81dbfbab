"""Data files only: see the README of the project."""
