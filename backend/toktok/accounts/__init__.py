"""People who signed in: who they are, what they said and like. Not of the chain, so a re-index never touches it."""
