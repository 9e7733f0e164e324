"""Writers: one format a module or folder, named after it; names that begin with an underscore are what several share.

A writer defines

    JOINED: bool                                one file for the whole batch (JSON Lines) instead of one or more for each post
    EXTENSION: str                              ending of the file a single post becomes, with the dot
    Options                                     a struct that extends `convert.options.WriterOptions`
    text(document: Document, options: Options, report: Report) -> str
    write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]

`text` is the whole document as one text (for `hugo` the `index.md`); `write` yields the files a post becomes at `place`, the
post's final name below the output folder, without an ending. The first line of the module's docstring is what
`blogconvert formats` prints.

One that is JOINED may define

    packing(options: Options) -> Pack           how the texts of posts become a file that is no text (Parquet)

which raises `UsageError` where a package lacks for it. One whose posts become larger files of many, such as archives, has

    gathering(options: Options) -> Gatherer     takes what `write` and `finish` yield, and gives the files of the output

while the first file `write` yields is still the post's `text`, or what else the proof can read it from. A writer of files may
define `resource_place`. One with no EXTENSION that is not JOINED writes a site, and may define besides

    PREVIEW: str                                the command that shows drafts as well, with `{site}` for the site
    HEEDS_SCHEDULE: bool                        the engine shows no post before its `publishDate` or after its `expiryDate`
    post_file_path(document: Document, place: str, options: Options) -> str
    address(document: Document, place: str, options: Options) -> str
    resource_place(document: Document, place: str, options: Options) -> ResourcePlace
    finish(moves: Sequence[Move], options: Options) -> Iterator[File]

`post_file_path` is the file a post is written to, by which a later run knows whether it is shown. `address` is the path from
the site's root at which the new site shows the post, decoded, as the engine builds it with its default settings or those
`docs/engines.md` asks for (for `post_links` there may be a `reference`, with the same arguments, which gives what the engine
itself calls the post); empty where a post has no address (a vault), which then has `note_path(...)` for `post_file_path`, since
relative links lead to it. `resource_place` says where the files of a post go and what stands before a file's name in its
Markdown; what the engine publishes as it is must be `with_unpublished_prefix_if_hidden`. `finish` is called once, after the
last post, with every old address and the new one it moved to, and yields the files that belong to the whole site.
`Meta.aliases` holds the old addresses; each writer puts them into the front matter in its engine's form, those that are paths
of the same host.

What would be in a post's way is said by `lower_case_bundle_path(...)`, the folder that must be one post's alone where that is
not its address, `addresses_taken_by_other_pages(tags, categories, pages)`, addresses of pages that are no post's, and
`term_page_path_and_name_in_engine(name)`, the page of a tag or category with what the engine knows it by;
`has_term_pages(options)` says whether there are some, where that depends on a theme.
`pages_for_categories_lacking_one(categories, options)` yields files for categories that only have others below them, where the
engine needs some.
Options called `section` and `resources` name folders.
"""
