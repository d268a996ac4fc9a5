"""Companies and their teams."""
