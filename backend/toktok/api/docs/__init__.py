"""The documentation of the interface, as a page without scripts."""
