"""Other people's tools on the contracts, for `scripts.coverage`, `gas`, `mutants`, `prove` and `slither`."""
