"""Finding crew, pitches, roles and studios."""
