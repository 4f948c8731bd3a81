"""Deploying, for `scripts.deploy`: what is deployed, to which network, and the record of where it stands."""
