"""What comes in: files that are found, bytes that are decoded, and why a file is no post."""
