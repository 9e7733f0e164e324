"""The site before it goes online: posts of a folder, rendered by the reference renderer, at an address of this machine alone.
`site_kinds` tells which engine a folder is for, `posts` reads what is in it, `addresses` finds the file behind an address,
`pages` shows it, `server` serves that, `changes` says when something in the folder is another. `hugo_server` has Hugo do all of
it for a site of Hugo.
"""
