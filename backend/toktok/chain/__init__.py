"""The chain: fetch, check, decode."""
