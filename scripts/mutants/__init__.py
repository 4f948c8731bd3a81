"""Mutants of the contracts: small faults that the tests must notice."""
