"""The HTTP interface: routes parse, call a reading function once, and return."""
