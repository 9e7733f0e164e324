"""What is told of what no reader of the blog ever saw."""

from convert.cli.explanations._explanation import NOTHING_TO_DO, Explanation
from convert.errors import N_

EXPLANATIONS: dict[str, Explanation] = {
    "advertising": Explanation(
        was=N_("An advertisement stood in the post, put there by the blog or by a program."),
        becomes=N_("The advertisement is gone; the text around it is as it was."),
        to_do=NOTHING_TO_DO,
    ),
    "sanitised": Explanation(
        was=N_("HTML that is kept as it is had something in it that could run a program or lie over the page."),
        becomes=N_("The HTML is there without that part."),
        to_do=NOTHING_TO_DO,
    ),
    "script": Explanation(
        was=N_("The post held a program (script) or a style sheet, which readers do not see as text."),
        becomes=N_("It is not in the output."),
        to_do=N_("If the script drew something that readers saw, such as a chart, put a picture of it in its place."),
    ),
    "furniture": Explanation(
        was=N_("The saved page has the blog's skin around the post: menus, buttons, lists of other posts."),
        becomes=N_("Only the post is in the output."),
        to_do=N_("If a part named here belongs to the post, export the blog another way, such as its backup, and convert that."),
    ),
    "editor-leftover": Explanation(
        was=N_("Text was copied from another program, whose buttons or settings came along unseen."),
        becomes=N_("They are gone; the text is there."),
        to_do=NOTHING_TO_DO,
    ),
    "line-number": Explanation(
        was=N_("Code was shown with line numbers that were typed or drawn into the text."),
        becomes=N_("The code is there without the numbers, so that it can be copied."),
        to_do=NOTHING_TO_DO,
    ),
    "footnote-mark": Explanation(
        was=N_("A footnote had a mark or a link back that was typed into its text."),
        becomes=N_("The footnote is a real one, whose mark is made where it is shown."),
        to_do=NOTHING_TO_DO,
    ),
    "list-mark": Explanation(
        was=N_("An item of a list began with a mark or number that was typed, beside the list's own."),
        becomes=N_("The item is there with the list's own mark."),
        to_do=NOTHING_TO_DO,
    ),
    "alert-title": Explanation(
        was=N_("An alert box had a title that says no more than its kind, such as “Note”."),
        becomes=N_("The box says its kind by itself."),
        to_do=NOTHING_TO_DO,
    ),
    "spacer": Explanation(
        was=N_("Empty paragraphs were used to make room."),
        becomes=N_("Paragraphs follow each other with the usual space."),
        to_do=NOTHING_TO_DO,
    ),
    "hidden": Explanation(
        was=N_("A part of the post was hidden, so that readers of the blog never saw it."),
        becomes=N_("It is not in the output."),
        to_do=NOTHING_TO_DO,
    ),
    "control-character": Explanation(
        was=N_("The text held characters that nothing shows, such as those old programs used."),
        becomes=N_("The text is there without them."),
        to_do=NOTHING_TO_DO,
    ),
    "guessed-language": Explanation(
        was=N_("A code block named a language that Tistory had guessed, not the author."),
        becomes=N_("The block names no language."),
        to_do=N_("Write the language behind the opening fence if you want the code coloured."),
    ),
    "boilerplate": Explanation(
        was=N_("The same block stood at the beginning or end of many posts, and --boilerplate asked to leave it out."),
        becomes=N_("The post is there without it."),
        to_do=NOTHING_TO_DO,
    ),
    "duplicate-cover": Explanation(
        was=N_("The first picture of the post is its cover as well."),
        becomes=N_("The cover is named in the front matter, and the picture is not shown twice."),
        to_do=N_("If the picture is missing on your site, convert again with --duplicate-cover keep."),
    ),
    "secret-comment": Explanation(
        was=N_("Only the blog's owner could read this comment."),
        becomes=N_("That there was a comment is kept, without its author and text."),
        to_do=N_("Use --secret-comments keep for an archive that only you read."),
    ),
    "unsafe-address": Explanation(
        was=N_("A link or picture had an address that runs a program, such as javascript:."),
        becomes=N_("The text is there without that address."),
        to_do=NOTHING_TO_DO,
    ),
    "personal-data": Explanation(
        was=N_("The export held somebody's IP address, mail address, account or password."),
        becomes=N_("None of them is in the output."),
        to_do=NOTHING_TO_DO,
    ),
    "spam": Explanation(
        was=N_("The blog's filter had hidden a comment or trackback."),
        becomes=N_("It is not in the output."),
        to_do=NOTHING_TO_DO,
    ),
    "no-post": Explanation(
        was=N_("The export also holds things that are no posts, such as menus or settings."),
        becomes=N_("Only posts and pages are in the output."),
        to_do=NOTHING_TO_DO,
    ),
    "unapproved-comment": Explanation(
        was=N_("A comment waited for approval, was spam, or was in the trash."),
        becomes=N_("It is not in the output."),
        to_do=NOTHING_TO_DO,
    ),
    "trackback": Explanation(
        was=N_("Another blog's link to the post stood among the comments."),
        becomes=N_("It is kept in the metadata, not as a comment."),
        to_do=NOTHING_TO_DO,
    ),
    "dynamic-block": Explanation(
        was=N_("A block was filled by the blog each time, such as “latest posts”."),
        becomes=N_("It is not in the output, since the post holds none of its text."),
        to_do=N_("Use a feature of your new site if you want such a list."),
    ),
    "template-tag": Explanation(
        was=N_("The post held a tag of a template language, such as a comment or an assignment."),
        becomes=N_("It is not in the output."),
        to_do=NOTHING_TO_DO,
    ),
    "removed-file": Explanation(
        was=N_("A file of an earlier run belongs to no post now, and --prune asked to remove such files."),
        becomes=N_("The file is gone."),
        to_do=NOTHING_TO_DO,
    ),
    "removed-layout": Explanation(
        was=N_("An earlier run wrote layouts into the site, and its settings name a theme now, which they would hide."),
        becomes=N_("Those that nobody has changed are gone, so that the theme is seen."),
        to_do=N_("Run again without the theme in the settings if you want them back."),
    ),
    "withdrawn-file": Explanation(
        was=N_("An earlier run wrote a post as public that is not public now."),
        becomes=N_("Its page and files are gone from where they were shown."),
        to_do=N_("Build and publish your site again, so that they vanish there, too."),
    ),
}
"""By kind."""
