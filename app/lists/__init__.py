"""Lists of people, with a word about each: one's own, or a studio's."""
