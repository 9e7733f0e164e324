"""What the `docusaurus` writer knows of Docusaurus 3.10: the pages of its tags, and a site."""
