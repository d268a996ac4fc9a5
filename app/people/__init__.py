"""Who is here: what they can do, where they are based, when they are free, whom they block."""
