"""Rules and acts as data: their schema, patterns and loading."""
