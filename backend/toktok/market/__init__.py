"""The market's arithmetic and its reading side."""
