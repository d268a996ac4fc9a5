"""Arrays beside Whoosh's index: what a question is answered from, in a fraction of a millisecond.

`Entry` is what is known of one row; a `Sheet` holds many as columns; bound into a `Shelf` it is one file that all
processes map into their memory. A `Library` keeps the shelves of every kind of thing and swaps editions.
"""
