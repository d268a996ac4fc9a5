"""The trade's words: disciplines, departments, positions and what they are also called, skills, formats, places."""
