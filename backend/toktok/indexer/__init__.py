"""From the node to the rows: one writer that mirrors the chain."""
