"""The stories of the seed: who does what, and when."""
