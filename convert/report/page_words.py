"""What a report says, in the chosen language: the page and its script take every word from here."""

from convert.report.words import _


def words_of_page() -> dict[str, str]:
    """Words by what they are for. Those with placeholders in braces are filled by the script."""
    return {**_words_of_summary(), **_translated_words_of_list_page(), **_words_of_post()}


def _words_of_summary() -> dict[str, str]:
    return {
        "title": _("What became of the blog"),
        "summary": _("Summary"),
        "posts": _("Posts"),
        "same": _("Posts that need no look"),
        "toLookAt": _("Posts that need a look"),
        "failed": _("Failed"),
        "skipped": _("Files that are no posts"),
        "noticesInAll": _("Notices"),
        "byYear": _("Posts by year"),
        "byNotice": _("Notices by kind"),
        "kind": _("Kind"),
        "count": _("Count"),
        "year": _("Year"),
        "undated": _("without a date"),
        "noNotices": _("There are no notices."),
        "more": _("and {count} more"),
        "start": _("Choose a post from the list, or press j. What needs a look comes first."),
        "keys": _("Keys: j or ↓ next post, k or ↑ previous post, n next difference, x looks right, / search, Esc back"),
    }


def _translated_words_of_list_page() -> dict[str, str]:
    return {
        "list": _("List of posts"),
        "search": _("Search titles, categories and files"),
        "filter": _("Filter"),
        "anyNotice": _("Any notice or none"),
        "anyScore": _("Any state"),
        "scoreMissing": _("Something is missing"),
        "scoreLost": _("Something was lost"),
        "scoreApproximated": _("Something was written otherwise"),
        "scoreWhole": _("Nothing to look at"),
        "anyCategory": _("All categories"),
        "noCategory": _("without a category"),
        "anyYear": _("All years"),
        "anyMark": _("Marked or not"),
        "unmarked": _("Not marked yet"),
        "marked": _("Marked as right"),
        "notice": _("Notice"),
        "score": _("State"),
        "category": _("Category"),
        "mark": _("Mark"),
        "shown": _("{count} of {total} posts"),
        "none": _("No post is like this."),
        "clear": _("Show all posts"),
        "export": _("Save marks as a list"),
        "markCount": _("{count} marked as right"),
        "unnamed": _("Post without a title"),
        "exportName": _("marks.csv"),
        "exportRight": _("looks right"),
        "exportOpen": _("not looked at"),
        "exportTitle": _("title"),
        "exportFile": _("file"),
        "exportDate": _("date"),
    }


def _words_of_post() -> dict[str, str]:
    return {
        "back": _("List"),
        "next": _("Next"),
        "previous": _("Previous"),
        "right": _("Looks right"),
        "compare": _("Compare"),
        "source": _("Text"),
        "original": _("Original"),
        "output": _("Output"),
        "byHugo": _("shown by Hugo"),
        "byReference": _("shown by the renderer of the proof"),
        "originalFrame": _("The post as it was"),
        "outputFrame": _("The post as it is now"),
        "missing": _("Missing in the output"),
        "missingAfter": _("{kind} “{what}”, after “{after}”"),
        "missingFirst": _("{kind} “{what}”, at the beginning"),
        "noticesOfPost": _("Notices"),
        "nothing": _("Nothing is missing."),
        "nothingElse": _("Nothing is missing but what is listed here."),
        "times": _("{count} times"),
        "place": _("Show place {number}"),
        "file": _("Open the file"),
        "kept": _("{percent} % of what was shown is kept"),
        "loading": _("Loading…"),
        "unloaded": _("This post cannot be loaded. Keep the folder {folder} beside the page."),
        "legendMissing": _("missing in the output"),
        "legendLeftOut": _("left out, as a notice says"),
        "legendNoticed": _("a notice is about this"),
        "legendMoved": _("at another place, or in other words"),
        "problems": _("What Hugo says"),
    }
