"""Makes the bundled pipeline: `python -m training --help`."""
