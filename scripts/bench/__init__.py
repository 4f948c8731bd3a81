"""Benchmarks: how fast the chain becomes rows, and a mined trade an answer; `make bench-index`, `make bench-live`."""
