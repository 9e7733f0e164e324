"""What is told of what was wrong and could be put right."""

from convert.cli.explanations._explanation import NOTHING_TO_DO, Explanation
from convert.errors import N_

EXPLANATIONS: dict[str, Explanation] = {
    "front-matter": Explanation(
        was=N_("The front matter breaks a rule of its language."),
        becomes=N_("It is read as it was meant, and written right."),
        to_do=N_("Look at the value that the notice names."),
    ),
    "unescaped": Explanation(
        was=N_("The export is XML with signs that XML does not allow as they stand, such as &."),
        becomes=N_("The text is read as it was meant."),
        to_do=NOTHING_TO_DO,
    ),
    "open-code": Explanation(
        was=N_("A code block was opened and never closed."),
        becomes=N_("It ends where the editor's next block begins."),
        to_do=N_("Look whether all of the code is in it, and nothing else."),
    ),
    "lone-surrogate": Explanation(
        was=N_("The text held half a character, as programs leave behind that cut emoji."),
        becomes=N_("A replacement sign (�) stands in its place."),
        to_do=NOTHING_TO_DO,
    ),
    "markdown-image": Explanation(
        was=N_("The HTML showed the Markdown of an image as text."),
        becomes=N_("It is an image."),
        to_do=NOTHING_TO_DO,
    ),
    "rendered-math": Explanation(
        was=N_("The page held a formula as it was drawn."),
        becomes=N_("Its TeX is in the output."),
        to_do=NOTHING_TO_DO,
    ),
    "edited-file": Explanation(
        was=N_("You have changed a file that an earlier run wrote."),
        becomes=N_("Your file stays; the new version is beside it where the notice names one."),
        to_do=N_("Compare the two, or use --force to have yours overwritten."),
    ),
    "foreign-file": Explanation(
        was=N_("A file that nobody recorded is where a post would be written."),
        becomes=N_("That file stays; the new version is beside it where the notice names one."),
        to_do=N_("Move it away, or use --force to have it overwritten."),
    ),
    "overwritten-file": Explanation(
        was=N_("You had changed or written a file, and --force was given."),
        becomes=N_("The new version has replaced it."),
        to_do=NOTHING_TO_DO,
    ),
    "kept-original": Explanation(
        was=N_("You had changed the one file that was to be written."),
        becomes=N_("The file is new; what it was is kept under the name in the notice."),
        to_do=N_("Take over what you want to keep."),
    ),
    "unreadable-record": Explanation(
        was=N_("The record of the last run is damaged."),
        becomes=N_("Files that are there are treated as yours, and stay."),
        to_do=N_("Look at the files that other notices name; use --force if none of them is yours."),
    ),
    "shortcode-delimiter": Explanation(
        was=N_("Code shows the marks of Hugo's shortcodes."),
        becomes=N_("Hugo shows the code as it was."),
        to_do=NOTHING_TO_DO,
    ),
    "heading-gap": Explanation(
        was=N_("A heading was more than one level below the one before."),
        becomes=N_("It is the next level."),
        to_do=NOTHING_TO_DO,
    ),
    "name-collision": Explanation(
        was=N_("Two posts would have the same name."),
        becomes=N_("One of them has a number behind its name."),
        to_do=NOTHING_TO_DO,
    ),
    "unfit-name": Explanation(
        was=N_("The name of the post is too long for a file, or not allowed on every system."),
        becomes=N_("It has the name that the notice names."),
        to_do=NOTHING_TO_DO,
    ),
}
"""By kind."""
