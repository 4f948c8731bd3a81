"""Rows: what the indexer keeps of the chain."""
