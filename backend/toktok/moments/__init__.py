"""Moments and what people do with them: tokens, auctions, sounds, signed orders and vouchers."""
