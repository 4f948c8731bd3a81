"""Chance that knows the protocol: it proposes what people do, and what they had better not do."""
