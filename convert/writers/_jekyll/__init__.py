"""What the `jekyll` writer knows of Jekyll's themes: the front matter each reads, the pages of its tags, and a site."""
