"""The proof that nothing is lost: from what a source shows to what an output shows, and from a Document to its output."""
