"""What is told of what the output no longer says, or says to those it is not for."""

from convert.cli.explanations._explanation import Explanation
from convert.errors import N_

EXPLANATIONS: dict[str, Explanation] = {
    "cut-text": Explanation(
        was=N_("A comment or a name is longer than the target holds."),
        becomes=N_("Its end is missing."),
        to_do=N_("The whole text is in your source."),
    ),
    "scheme": Explanation(
        was=N_("A link has an address of a scheme other than http, https, mailto and tel."),
        becomes=N_("Its text is there, without the link."),
        to_do=N_("Allow the scheme with --schemes."),
    ),
    "exposed-post": Explanation(
        was=N_("A post is not public, and a page of the site that you changed or kept still shows it."),
        becomes=N_("The file that the notice names is as it was."),
        to_do=N_("Remove that file, or take the post out of it, before you publish."),
    ),
    "cut-value": Explanation(
        was=N_("A value is longer than the target takes."),
        becomes=N_("It is cut, or left out."),
        to_do=N_("Write a shorter one in the source."),
    ),
    "unsaid-metadata": Explanation(
        was=N_("The post has metadata that the target has no field for."),
        becomes=N_("It is not in the output."),
        to_do=N_("If you need it, keep the source or JSON Lines beside it."),
    ),
    "raw-html-dropped": Explanation(
        was=N_("The post has HTML that Markdown cannot say."),
        becomes=N_("It is not in the output."),
        to_do=N_("--raw-html keep leaves it in."),
    ),
    "link-in-code": Explanation(
        was=N_("A word in code was a link."),
        becomes=N_("The code is there without the link."),
        to_do=N_("Name the address beside the code if readers need it."),
    ),
    "anchor": Explanation(
        was=N_("A place in the post had a name that links could lead to."),
        becomes=N_("The text is there, without that name."),
        to_do=N_("Links to that place lead to the top of the post; change them."),
    ),
    "shortcode-in-code": Explanation(
        was=N_("Code shows marks of Hugo's shortcodes, and there is no front matter to keep them by."),
        becomes=N_("The marks are spelled otherwise."),
        to_do=N_("Convert with front matter."),
    ),
    "front-matter-key": Explanation(
        was=N_("A value of the front matter is no text, number, list or mapping."),
        becomes=N_("It is not in the output."),
        to_do=N_("Write it as text in the source."),
    ),
    "simplified": Explanation(
        was=N_("With its bold, links and the like this block would be shown as something else."),
        becomes=N_("Its words are there without them."),
        to_do=N_("Compare the block with the original."),
    ),
    "missing": Explanation(
        was=N_("The source shows something that was not found in the output."),
        becomes=N_("It is missing."),
        to_do=N_("Look at the place that the notice names, and report it: this is our fault."),
    ),
    "unverified": Explanation(
        was=N_("The post was written and read back, and is not the same."),
        becomes=N_("The output is there, and may look different."),
        to_do=N_("Compare the post with the original."),
    ),
    "broken-embed": Explanation(
        was=N_("A frame or player in the post had no address."),
        becomes=N_("It is not in the output."),
        to_do=N_("Find out in the original what was there."),
    ),
    "orphan-comment": Explanation(
        was=N_("The export has a comment on a post that it does not have."),
        becomes=N_("The comment is not in the output."),
        to_do=N_("Export the blog anew, with all posts."),
    ),
    "partial-post": Explanation(
        was=N_("The feed holds the beginning of the post and no more."),
        becomes=N_("That beginning is in the output."),
        to_do=N_("Take the blog's backup or the pages themselves, or set the feed to whole posts."),
    ),
    "damaged-text": Explanation(
        was=N_("The file is damaged: some bytes spell no letter."),
        becomes=N_("A replacement sign (�) stands for each."),
        to_do=N_("Download or copy the file again, or correct the place that the notice names."),
    ),
    "unknown-date": Explanation(
        was=N_("A date is written in a way that is not known."),
        becomes=N_("The post has no such date."),
        to_do=N_("Say the date in the front matter, or in a table for --meta."),
    ),
    "broken-image": Explanation(
        was=N_("An image in the post had no address."),
        becomes=N_("It is not in the output."),
        to_do=N_("Find out in the original what was there."),
    ),
    "resource": Explanation(
        was=N_("The post shows an image or leads to a file."),
        becomes=N_("Its address is as it was; the file is not beside the post, for the reason in the notice."),
        to_do=N_("Do what the reason asks for, such as run again when the server answers, or put the file there by hand."),
    ),
    "missing-file": Explanation(
        was=N_("The post names a file that is not beside it."),
        becomes=N_("The post leads to it all the same."),
        to_do=N_("Look for the file on the blog, or make the backup anew."),
    ),
    "plugin-block": Explanation(
        was=N_("The post has a block of a plugin, without anything to show by itself."),
        becomes=N_("It is not in the output."),
        to_do=N_("Look at the post on the old site, and put something else there."),
    ),
    "empty-fold": Explanation(
        was=N_("A folded part was emptied when the page was saved."),
        becomes=N_("It is not in the output."),
        to_do=N_("Open the fold in a browser, save the page again, and convert that; or take the backup."),
    ),
    "skipped-file": Explanation(
        was=N_("The archive holds a file that is no post."),
        becomes=N_("It is not in the output."),
        to_do=N_("If it is a post, unpack the archive and convert the file by itself."),
    ),
    "broken-attachment": Explanation(
        was=N_("The backup holds the attachment, and its bytes are damaged."),
        becomes=N_("The file is not beside the post."),
        to_do=N_("Take the file from the blog."),
    ),
    "damaged": Explanation(
        was=N_("The source is damaged in the midst of this post."),
        becomes=N_("What could be read is in the output."),
        to_do=N_("Compare it with the blog, or make the export anew."),
    ),
    "damaged-part": Explanation(
        was=N_("The export is damaged outside of its posts."),
        becomes=N_("What could be read was used."),
        to_do=N_("Make the export anew if something is missing."),
    ),
}
"""By kind."""
