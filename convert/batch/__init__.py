"""One run over many posts: found, surveyed, planned, converted, and what became of them settled on disk."""
