"""What is in a blog before it moves, and what would become of it: a run that writes nothing, counted.
`run` is the way of it. `examined` is what is found in one post, by the process that converts it, with `constructs` and
`front_matter`; `tally` adds that up in little memory, with `counts`, `links` says where links lead, `attention` which posts need
a look. `inspection` is what it all comes to; `sections` says it in tables for people, which `terminal` and `page` show.
"""
