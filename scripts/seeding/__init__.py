"""The past that `scripts.seed` gives to a local chain: a cast, what happens to it, and how that is played."""
