"""`blogconvert schema`."""

import click

from convert.cli.help import WordedHelp


@click.command("schema", cls=WordedHelp, short_help="Print the JSON Schema of a document or a record.")
@click.argument("document_or_record", metavar="[document|record]", type=click.Choice(["document", "record"]), default="document")
def command(document_or_record: str) -> None:
    """Print the JSON Schema of a document, or of a record: a line of JSON Lines."""
    import json

    from convert.model.schema import json_schema_or_raise

    click.echo(json.dumps(json_schema_or_raise(document_or_record), ensure_ascii=False, indent=2).encode())
