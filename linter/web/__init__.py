"""The page for people without a terminal, and its JSON API: `afwijslint web`."""
