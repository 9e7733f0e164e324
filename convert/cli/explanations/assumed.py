"""What is told of what the source did not say."""

from convert.cli.explanations._explanation import NOTHING_TO_DO, Explanation
from convert.errors import N_

EXPLANATIONS: dict[str, Explanation] = {
    "title-from-heading": Explanation(
        was=N_("The post names no title, and has one heading of the first level."),
        becomes=N_("That heading is the title."),
        to_do=N_("If it is not the title, say another in the front matter."),
    ),
    "title-from-name": Explanation(
        was=N_("The post names no title."),
        becomes=N_("The file's name is the title."),
        to_do=N_("If it reads badly, say another in the front matter, or in a table for --meta."),
    ),
    "found-by": Explanation(
        was=N_("The page does not say in the usual way where the post, its date or its author is."),
        becomes=N_("It was found by another sign, which the notice names."),
        to_do=N_("Compare one such post with its original."),
    ),
    "doubtful-reader": Explanation(
        was=N_("--from names a format, and the file looks like another."),
        becomes=N_("It was read as --from says."),
        to_do=N_("If the post looks wrong, convert it again without --from."),
    ),
    "furniture-content": Explanation(
        was=N_(
            "A part of the saved page that was taken for the blog's skin holds a picture, a player or a link to another site."
        ),
        becomes=N_("It is not in the output; the notice has its address."),
        to_do=N_("If it belongs to the post, export the blog another way, such as its backup, and convert that."),
    ),
    "time-zone": Explanation(
        was=N_("A date says no time zone."),
        becomes=N_("It is taken for the time of the zone that the notice names."),
        to_do=N_("If you blogged elsewhere, name the zone with --timezone."),
    ),
    "date-from-name": Explanation(
        was=N_("The post names no date, and its file's name does."),
        becomes=N_("That day is the post's date."),
        to_do=NOTHING_TO_DO,
    ),
    "front-matter-as-text": Explanation(
        was=N_(
            "The post begins with lines that look like front matter, and may be text: one of them is no key, or --- is missing."
        ),
        becomes=N_(
            "They are the beginning of the text. Where --- is missing, what says that the post is not for everybody is heard."
        ),
        to_do=N_("If they are meant as front matter, correct the line that the notice names, or put --- above and below them."),
    ),
    "unlikely-date": Explanation(
        was=N_("The post has a date that no blog post is likely to have."),
        becomes=N_("The date is written as it is."),
        to_do=N_("Look whether it is right; a site may not show a post dated ahead of today."),
    ),
    "encoding": Explanation(
        was=N_("The file does not say how its letters are stored, or says it wrongly."),
        becomes=N_("It is read in the encoding that the notice names, with a piece of text to judge it by."),
        to_do=N_("If the piece is not readable, name the encoding with --encoding."),
    ),
    "inferred-host": Explanation(
        was=N_("Posts link to a host with the numbers that these posts have."),
        becomes=N_("Links to it are taken for links between these posts."),
        to_do=N_("If that is another blog, name your own with --blog-url."),
    ),
    "visibility": Explanation(
        was=N_("The source, such as a backup of Tistory, does not say who may read the post."),
        becomes=N_("In a site the post is a draft, so that nothing private is shown by mistake."),
        to_do=N_(
            "Publish all with --assume-public, or some by a table: --meta-template posts.csv, fill in the column "
            "visibility, then --meta posts.csv."
        ),
    ),
    "unknown-visibility": Explanation(
        was=N_("The source says who may read the post in words that are not known."),
        becomes=N_("The post is private."),
        to_do=N_("If it is public, say so in its front matter, or in a table for --meta."),
    ),
    "scheduled-post": Explanation(
        was=N_("The post waited for its day to be published, or its last day has passed."),
        becomes=N_("In a site it is a draft until somebody publishes it; WordPress and Ghost do so when its day comes."),
        to_do=N_("Take “draft” out of its front matter when it is time."),
    ),
    "unmatched-row": Explanation(
        was=N_("The table for --meta has a row with a number that none of these posts has."),
        becomes=N_("The row changes nothing."),
        to_do=N_("Correct the number in the table, or take the row out."),
    ),
    "box": Explanation(
        was=N_("A frame or coloured box was drawn round a text."),
        becomes=N_("It is a quotation."),
        to_do=N_("With --callouts a coloured box becomes a callout of its kind."),
    ),
    "preformatted": Explanation(
        was=N_("A text kept its line ends by the tag for code, and is no code."),
        becomes=N_("It is a paragraph with the same lines."),
        to_do=NOTHING_TO_DO,
    ),
    "heading-by-size": Explanation(
        was=N_("A short paragraph was wholly bold and large, as headings are."),
        becomes=N_("It is a heading."),
        to_do=N_("If such paragraphs are no headings, convert without --fake-headings."),
    ),
    "expiring-address": Explanation(
        was=N_("An image or file is on a server that lets its address work only until a moment."),
        becomes=N_("The address is written as it is."),
        to_do=N_("Convert again with --fetch-images before that moment, and the files come along."),
    ),
    "header-row": Explanation(
        was=N_("The first row of a table was all bold, and no header."),
        becomes=N_("It is the header of the table."),
        to_do=NOTHING_TO_DO,
    ),
    "symbolic-link": Explanation(
        was=N_("Among the sources is a symbolic link."),
        becomes=N_("What it leads to was not read."),
        to_do=N_("Use --follow-links to read it."),
    ),
    "other-theme": Explanation(
        was=N_("The site that is there names another theme."),
        becomes=N_("The front matter is written for the theme that was asked for."),
        to_do=N_("Name the theme of the site with --theme."),
    ),
    "other-modules": Explanation(
        was=N_("The site that is there imports modules of Hugo, and none of them is the theme that was asked for."),
        becomes=N_("The front matter is written for the theme that was asked for."),
        to_do=N_("If one of the modules is your theme, name it with --theme."),
    ),
    "cover-twice": Explanation(
        was=N_("Your site with Stack has a file of its own for the head of pages, which does not ask for imageInPost."),
        becomes=N_("It stays, and a picture that is in its post is shown above it, too."),
        to_do=N_(
            "Add to it: {{ if .Params.imageInPost }}<style>.article-header .article-image { display: none }</style>{{ end }}."
        ),
    ),
    "missing-theme": Explanation(
        was=N_("The settings of the site name a theme that is neither in its folder for themes nor a module."),
        becomes=N_("Layouts of an earlier run stay, since without them the site would show nothing."),
        to_do=N_("Get the theme and run again, and they go, so that it is seen; or take its name out of the settings."),
    ),
    "kept-setting": Explanation(
        was=N_("You gave the site a title, an author or an address, and the file with its settings is there already."),
        becomes=N_("The file stays as it is, since it is yours."),
        to_do=N_("Write the setting into the file that the notice names."),
    ),
    "vanished-post": Explanation(
        was=N_("A file of an earlier run belongs to no post now."),
        becomes=N_("The file stays."),
        to_do=N_("Remove such files with --prune."),
    ),
    "earlier-output": Explanation(
        was=N_("An earlier run wrote the same posts in one file, or in several."),
        becomes=N_("Both outputs are there, so that who loads the folder has posts twice."),
        to_do=N_("Remove the files that the notice names."),
    ),
    "unrecorded": Explanation(
        was=N_("What was written cannot be noted down beside it."),
        becomes=N_("The file is there; a later run will not know whether you have changed it."),
        to_do=N_("Check that the folder can be written to, and run again."),
    ),
    "unsaid-visibility": Explanation(
        was=N_("The post is not public, or nobody says that it is."),
        becomes=N_("Its line is there without the columns visibility or draft."),
        to_do=N_("Add visibility to --columns, or keep the file to yourself."),
    ),
    "long-line": Explanation(
        was=N_("The post is so long that its line of JSON Lines is over 16 MB."),
        becomes=N_("The line is there, whole."),
        to_do=N_("If your program does not load it, leave out the column document with --columns."),
    ),
}
"""By kind."""
