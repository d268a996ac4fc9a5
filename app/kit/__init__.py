"""Tools that know nothing of the trade. Every floor may use them; they use no floor."""
