"""What is told of what the target says in other words."""

from convert.cli.explanations._explanation import NOTHING_TO_DO, Explanation
from convert.errors import N_

EXPLANATIONS: dict[str, Explanation] = {
    "style": Explanation(
        was=N_("Text had a colour, a size or a font of its own."),
        becomes=N_("The text is there, and looks as your site's text does."),
        to_do=N_("Use --color html to keep them."),
    ),
    "alignment": Explanation(
        was=N_("A paragraph or picture was centred or set to the right."),
        becomes=N_("It stands at the left, as usual."),
        to_do=NOTHING_TO_DO,
    ),
    "underline": Explanation(
        was=N_("Text was underlined, which Markdown cannot say."),
        becomes=N_("The text is there without the line."),
        to_do=N_("Use --underline html to keep underlines."),
    ),
    "highlight": Explanation(
        was=N_("Text was marked with a background colour."),
        becomes=N_("The text is there without the colour."),
        to_do=N_("Use --highlight to keep it."),
    ),
    "script-position": Explanation(
        was=N_("Characters stood above or below the line, as in x²."),
        becomes=N_("They are plain characters."),
        to_do=N_("Look whether the text can still be understood, such as 10^6 as 106."),
    ),
    "image-size": Explanation(
        was=N_("An image was shown smaller than it is."),
        becomes=N_("It is shown in its own size."),
        to_do=NOTHING_TO_DO,
    ),
    "keyboard": Explanation(
        was=N_("The text named a key of the keyboard."),
        becomes=N_("The key is written as code."),
        to_do=NOTHING_TO_DO,
    ),
    "ruby": Explanation(
        was=N_("A word had its reading above it."),
        becomes=N_("The reading follows the word in brackets."),
        to_do=NOTHING_TO_DO,
    ),
    "caption": Explanation(
        was=N_("A picture had a caption."),
        becomes=N_("The caption is a line of text below the picture."),
        to_do=N_("--captions has other forms."),
    ),
    "caption-title": Explanation(
        was=N_("A picture had a caption."),
        becomes=N_("The caption is the image's title, which many themes show only under the mouse pointer."),
        to_do=N_("--captions has other forms."),
    ),
    "gallery": Explanation(
        was=N_("Pictures stood side by side in a gallery."),
        becomes=N_("They follow each other."),
        to_do=NOTHING_TO_DO,
    ),
    "unpublished-link": Explanation(
        was=N_("A public post links to one that is private or a draft."),
        becomes=N_("The notice says what became of the link."),
        to_do=N_("Publish that post, or take the link out."),
    ),
    "post-link": Explanation(
        was=N_("A post links to another post of the blog that was not converted."),
        becomes=N_("The link still leads to the old blog."),
        to_do=N_("Convert all posts in one run, and the link leads to the new place."),
    ),
    "shared-term": Explanation(
        was=N_("Two tags or categories would have the same page, such as “Python” and “python”."),
        becomes=N_("Both are spelled as the notice names."),
        to_do=NOTHING_TO_DO,
    ),
    "unfit-term": Explanation(
        was=N_("A tag or category has a sign that no folder's name may have on some systems."),
        becomes=N_("It is spelled as the notice names."),
        to_do=NOTHING_TO_DO,
    ),
    "category-levels": Explanation(
        was=N_("The category has levels, such as Travel/Jeju."),
        becomes=N_("Each level is a tag, since the target has no levels."),
        to_do=NOTHING_TO_DO,
    ),
    "comments-beside": Explanation(
        was=N_("Posts have comments, and the target imports none."),
        becomes=N_("They are in comments.jsonl beside the posts."),
        to_do=NOTHING_TO_DO,
    ),
    "untaken-file": Explanation(
        was=N_("A file of a post is of a kind that the target's import does not take."),
        becomes=N_("It is beside the import's zip."),
        to_do=N_("Put it into its folder on the server by hand."),
    ),
    "unfit-address": Explanation(
        was=N_("An old address of the post cannot be the name of a folder."),
        becomes=N_("No page leads from it; it is kept in the front matter apart from the others."),
        to_do=N_("Use --redirects for a map that your host reads."),
    ),
    "pathless-address": Explanation(
        was=N_("An old address of the post has a query, as ?p=12, or is no path."),
        becomes=N_("Neither a page nor a map of --redirects leads from it to the post."),
        to_do=N_("If many readers come by it, set up a rule at your host."),
    ),
    "unmapped-address": Explanation(
        was=N_("The host that the map is for knows no spelling for this old address."),
        becomes=N_("The address is not in the map."),
        to_do=NOTHING_TO_DO,
    ),
    "unread-redirect": Explanation(
        was=N_("There are more old addresses than Cloudflare Pages reads in _redirects."),
        becomes=N_("They are in the file below the line that the notice names."),
        to_do=N_("Enter them at the host as bulk redirects."),
    ),
    "tag": Explanation(
        was=N_("A tag holds what no tag of the target can, such as a space."),
        becomes=N_("It is spelled as the notice names."),
        to_do=NOTHING_TO_DO,
    ),
    "unfit-file": Explanation(
        was=N_("A post leads to a file whose kind WordPress does not take."),
        becomes=N_("The link leads where it led."),
        to_do=N_("Put the file elsewhere, and change the link."),
    ),
    "old-address": Explanation(
        was=N_("An old address of the post is now that of another page or file of the site."),
        becomes=N_("It does not lead to the post."),
        to_do=NOTHING_TO_DO,
    ),
    "embed": Explanation(
        was=N_("Something of another site was shown in the post, such as a map or a video."),
        becomes=N_("A link leads to it."),
        to_do=NOTHING_TO_DO,
    ),
    "link-card": Explanation(
        was=N_("A link was shown as a card with a picture and a summary."),
        becomes=N_("It is a link with the card's title."),
        to_do=NOTHING_TO_DO,
    ),
    "attachment": Explanation(
        was=N_("A file was attached to the post."),
        becomes=N_("A link leads to the file."),
        to_do=NOTHING_TO_DO,
    ),
    "fold": Explanation(
        was=N_("A part of the post was folded until somebody clicked."),
        becomes=N_("It is shown at once."),
        to_do=NOTHING_TO_DO,
    ),
    "definition-list": Explanation(
        was=N_("Terms stood with their explanations in a list."),
        becomes=N_("They are paragraphs."),
        to_do=NOTHING_TO_DO,
    ),
    "complex-table": Explanation(
        was=N_("Cells of a table span several rows or columns."),
        becomes=N_("The text stands in the first cell; the others are empty."),
        to_do=N_("Use --complex-tables html or list for another form."),
    ),
    "list-number": Explanation(
        was=N_("A list was numbered otherwise, as a, b, c or backwards."),
        becomes=N_("It is numbered 1, 2, 3."),
        to_do=N_("If the text refers to its numbers, correct them there."),
    ),
    "list-as-text": Explanation(
        was=N_("A list begins with a number below zero, or with one of more than nine digits."),
        becomes=N_("Its items are paragraphs with their numbers."),
        to_do=NOTHING_TO_DO,
    ),
    "list-indent": Explanation(
        was=N_("A list was indented, or a text stood in it without a mark."),
        becomes=N_("The list is a plain one."),
        to_do=NOTHING_TO_DO,
    ),
    "cell-block": Explanation(
        was=N_("A cell of a table held several paragraphs or a list."),
        becomes=N_("They stand on one line."),
        to_do=NOTHING_TO_DO,
    ),
    "row-header": Explanation(
        was=N_("A table had header cells at its side."),
        becomes=N_("They are plain cells."),
        to_do=NOTHING_TO_DO,
    ),
    "table-as-html": Explanation(
        was=N_("A table has what a Markdown table cannot say."),
        becomes=N_("It is a table in HTML."),
        to_do=NOTHING_TO_DO,
    ),
    "table-as-list": Explanation(
        was=N_("A table has what a Markdown table cannot say."),
        becomes=N_("It is a list with an item for each row."),
        to_do=N_("--complex-tables html keeps most as tables."),
    ),
    "heading-level": Explanation(
        was=N_("--heading-shift would make a level there is not."),
        becomes=N_("The heading has the nearest level."),
        to_do=NOTHING_TO_DO,
    ),
    "emphasis-edge": Explanation(
        was=N_("Emphasis ends in a sign beside a letter, where Markdown would show the asterisks."),
        becomes=N_("The sign stands outside of the emphasis."),
        to_do=NOTHING_TO_DO,
    ),
    "shortcode": Explanation(
        was=N_("The post uses a shortcode that only its old site knows."),
        becomes=N_("It is shown as text."),
        to_do=N_("Replace it by hand, or bring the shortcode to your new site."),
    ),
    "replacer": Explanation(
        was=N_("The post has markup that only the old blog's software read."),
        becomes=N_("It is shown as text."),
        to_do=N_("Replace it by hand."),
    ),
    "too-deep": Explanation(
        was=N_("Parts of the post are nested deeper than 100 levels (in HTML 256)."),
        becomes=N_("The text is there; what it stands in is simpler."),
        to_do=N_("Compare the post with its original."),
    ),
    "callout": Explanation(
        was=N_("A box drew attention to a note or a warning."),
        becomes=N_("It is a quotation."),
        to_do=NOTHING_TO_DO,
    ),
    "math": Explanation(
        was=N_("The post shows a formula."),
        becomes=N_("Its TeX is in the output."),
        to_do=N_("See that your site draws formulas."),
    ),
    "footnote": Explanation(
        was=N_("The post has footnotes, and the target knows none."),
        becomes=N_("A link leads to the text at the end."),
        to_do=NOTHING_TO_DO,
    ),
    "form": Explanation(
        was=N_("The post had a form, a button or a field."),
        becomes=N_("The text that it showed is there."),
        to_do=N_("If it did something, set it up anew on your site."),
    ),
    "attributes": Explanation(
        was=N_("A part of the post had attributes, such as a class."),
        becomes=N_("It is there without them."),
        to_do=NOTHING_TO_DO,
    ),
    "code-attributes": Explanation(
        was=N_("A code block had settings, such as lines to be marked."),
        becomes=N_("The code is there without them."),
        to_do=NOTHING_TO_DO,
    ),
    "editor-fields": Explanation(
        was=N_("The post has a title, tags or a date, which the editor takes in fields of their own."),
        becomes=N_("Only the body is in the output."),
        to_do=N_("Enter what the notice names in the editor."),
    ),
    "raw-format": Explanation(
        was=N_("A part of the post is in a language that the output cannot hold."),
        becomes=N_("It is shown as code."),
        to_do=N_("Look at it, and write it anew if it matters."),
    ),
    "raw-html-kept": Explanation(
        was=N_("The post has HTML that Markdown cannot say."),
        becomes=N_("It is there as HTML."),
        to_do=N_("See that your site shows HTML; --raw-html has other ways."),
    ),
    "raw-html-converted": Explanation(
        was=N_("The post has HTML that Markdown cannot say, and --raw-html markdown was asked for."),
        becomes=N_("What can be said in Markdown is there."),
        to_do=N_("Compare the place with the original."),
    ),
    "respelled": Explanation(
        was=N_("In Markdown this block would be shown as something else."),
        becomes=N_("It is written as HTML, and shown as it was."),
        to_do=NOTHING_TO_DO,
    ),
}
"""By kind."""
