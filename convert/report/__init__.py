"""What people read of a run: what is in a blog before it moves, what became of it, and the site before it goes online."""
