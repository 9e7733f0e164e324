"""What the writers of Markdown share: each node as text, and what must be escaped in it."""
