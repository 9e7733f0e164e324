"""What the `vitepress` writer brings: a site."""
