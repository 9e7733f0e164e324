"""One run over many posts: found, surveyed, planned, converted, and what became of them settled on disk.
`run` is the way of a batch, `posts` that of a source and `post` that of a post. `request` is what was asked for and `destination`
where it goes; `passes` are the two over all sources, `workers` the processes for them, those of a `cluster` or of this machine,
`chunks` what each gets; `post_clock` says which post takes too long. `survey` keeps `facts` of posts, and the posts themselves as
`kept_posts` in a `spool`; `survey_plan`, `publication` and `unpublished` are what is decided between the two passes, `fetching`
and `bundle` what becomes of files, `converted` and `tally` what came of it. `output`, `managed_folder` with its `folder_policy`,
`one_file` and `sharded_file` are places to write to; `manifest` and `file_record` know whose a file is, `atomic` and `lock` keep
it whole; `shard_records` with `kept_outcomes` tell what a run that was killed had done, and its `fingerprint` whether this one is
the same, for which `module_files` finds what a function of the user's own is made from. `check` is a batch that only proves.
"""
