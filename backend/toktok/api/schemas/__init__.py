"""The shapes of answers, for /docs and for tests; answers are written without them (`encode`)."""
