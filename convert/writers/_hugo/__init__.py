"""What the `hugo` writer knows of Hugo 0.168: its front matter, its addresses, what would break its builds, and a site."""
