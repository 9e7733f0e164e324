"""Readers: one format a module or folder, named after it; names that begin with an underscore are what several share.

A reader defines

    EXTENSIONS: tuple[str, ...]                 file name endings it may be handed, with the dot
    TAKES: dict[str, str]                       where `Meta`'s fields, body, comments and resources are from, briefly
    Options                                     `convert.options.ReaderOptions`, or a struct that extends it
    read(source: Source, options: Options, report: Report) -> Iterator[Document]

How a source is told to be for it is a row of `convert.readers._guess.table`. A reader of another package, for which there is
no row, may define

    guess(source: Source) -> int                how sure it is that a source is its own, 0 (no) to 100

Above 50 it is taken before ours, else only for what none of ours knows; without it, it must be named with `--from`. It should
look at `source.head` and `source.file_name` alone.

`read` yields one Document for each post, of text that `convert.sources.source.decode` gives; what it cannot read it raises as a
`ConvertError`, what was odd it reports. A reader whose documents have resources may define

    load_resource(source: Source, resource: Resource) -> bytes

which gives the bytes of one, or raises `SourceError`; what `path` and `member` of a `Resource` say is for it to know. One whose
documents need what files beside the source say may define

    with_neighbours(document: Document, load: Load, report: Report) -> Document

where `load` gives the bytes of such a file by its address in the document, one whose sources say what the blog is called

    blog_head(source: Source) -> BlogHead

and one whose sources show more than the post

    left_out(source: Source, options: Options) -> tuple[Remnant, ...]

which lists the rest, with the reason. One whose
sources hold private posts without saying which they are says of these that their `visibility` is `unknown`, or has
`SAYS_VISIBILITY = False`, by which whatever it calls public is unknown. The first
line of the module's docstring is what `blogconvert formats` prints. `TAKES` is the table of docs/formats.md; what a reader never
finds is not in it. Readers never import writers.
"""
