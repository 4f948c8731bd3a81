"""What an account earned, is owed and has claimed."""
