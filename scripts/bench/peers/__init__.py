"""Other indexers on the chain of the bench: how fast they are, and whether they find the same rows."""
