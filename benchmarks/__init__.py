"""How quick Callboard is, as ratios within one run: absolute figures of one machine say nothing about another."""
