"""The protocol a second time, in plain Python, and the contracts beside it."""
