"""Toktok: creators and their fans own a market together."""
