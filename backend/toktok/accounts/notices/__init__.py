"""What an account is told of: one module for each noun, all of them in `sources`."""
