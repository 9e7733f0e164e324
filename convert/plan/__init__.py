"""What posts, their files and their pages are called, and where old addresses lead.
`places` gives every post of a batch its place, by a `name_rule`, with `numbered_names` where two wish the same;
`file_names` and `paths` are what systems can hold; `pages` are
the addresses of posts, `terms` those of tags and categories, `old_addresses` and `aliases` lead to them, `bare_addresses` are
those in a text; `last_run` is what a folder had; `spilled` are the lists and dictionaries all of it is kept in, of any length in
little memory.
"""
