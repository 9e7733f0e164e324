"""Writers. A writer is a module here, named after its format, that defines

    JOINED: bool                                one file for the whole batch (JSON Lines) instead of one or more for each post
    EXTENSION: str                              ending of the file a single post becomes, with the dot
    Options                                     a struct that extends `convert.options.WriterOptions`
    text(document: Document, options: Options, report: Report) -> str
    write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]

`text` is the whole document as one text (for `hugo` the `index.md`); `write` yields the files a post becomes at `place`, the
post's final name below the output folder, without an ending. The first line of the module's docstring is what
`blogconvert formats` prints. A name that begins with an underscore is a part shared by writers, not a format.
"""
