"""Media of the seed, made here: abstract clips, posters, tunes and the metadata around them."""
