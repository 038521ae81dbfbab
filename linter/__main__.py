"""Runs the program as `python -m afwijslint`."""

from .cli import main

main()
