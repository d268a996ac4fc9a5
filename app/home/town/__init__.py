"""The demo town: invented people at work, brought in by the house's own verbs."""
