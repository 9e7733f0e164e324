"""`blogconvert schema`."""

import click

from convert.cli.help import WordedHelp


@click.command("schema", cls=WordedHelp, short_help="Print the JSON Schema of a document or a record.")
@click.argument("name", metavar="[document|record]", type=click.Choice(["document", "record"]), default="document")
def command(name: str) -> None:
    """Print the JSON Schema of a document, or of a record: a line of JSON Lines."""
    import json

    from convert.model.schema import schema

    click.echo(json.dumps(schema(name), ensure_ascii=False, indent=2).encode())
