"""Throws anything at the program and sees that it keeps its promises."""
