"""What posts, their files and their pages are called, and where old addresses lead."""
