"""Files by what they contain: their names, and where they lie."""
