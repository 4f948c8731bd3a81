"""Telling browsers of news while no page is open: Web Push (RFC 8030), encrypted (8291), signed (8292)."""
