"""What the `eleventy` writer brings: a site."""
