"""A judged collection: invented people who describe themselves in their own ways, and what producers ask for."""
