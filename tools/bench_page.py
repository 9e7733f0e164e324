"""`docs/benchmarks.md`, made of the figures of `make bench`."""

from bench_figures import Figures, Growth, InProcessRound, Job
from bench_processes import RunCost
from bench_whole_job import SCRIPTS

_BASE = "html-to-markdown"
_OWN = "blogconvert"

_PAGE = """# How fast, and how much memory

`make bench` writes this page, its words and its figures. It was run on {date}: {system}; {versions}.

Times are CPU time of user and system, of commands with all their processes: how long one waits depends on what else a
machine does. What is compared took turns. {rounds} On another machine milliseconds will be others, and ratios much the
same.

## HTML to Markdown, in one process

{posts} {source} as their authors left them, of {kilobytes:.1f} KB on average, without front matter. Text in, text out, with
everything imported before. Plain modules are those of an editable install, compiled ones those of a wheel built where there
is a C compiler. pandoc is a process for each post.

{converters}

{verdict} None of the others looks at what it wrote. What that takes us is not in this table, but in all that follow: from
file to file a post takes {proved:.2f} ms, of which the proof from the source is {proof:.2f} ({share:.0f} %), and reading
back what is written {reading_back:.2f} ms ({usual} modules). In 1,000 characters of prose there are {escapes}.

## The whole job

A folder of posts becomes a folder of them for Hugo, a site of Hugo (`migrate`) or one file of JSON Lines. Beside that
stands [a script](../tools/bench_script.py) somebody who programs would write instead: python-frontmatter reads, ruamel.yaml
writes, and (a) markdownify or (b) html-to-markdown converts. It keeps four keys of the front matter and makes a folder for
each post, in one process. It proves nothing, says of nothing that it is lost, leads no link to its new place, takes no file
along, and leaves out posts that python-frontmatter cannot read. Ours are commands as they are typed, with the proof on.

The posts are those above, cut between two blocks to 4 to 5 KB. Each paragraph has numbers in it that no other post has, so
that nothing can be kept from one post to the next. Where a ratio is above 1, the script is faster. *Busiest* is the process
that worked most, beside what one worker alone takes: 0.5 is the best two can do.

{whole_jobs}
## One long post

What a byte costs in a long post: in one post there are so many bodies of 4 to 5 KB, and of such posts as many as make
{most:,} bodies. Figures are microseconds for 1,000 bytes, in parentheses beside posts of one body. Converters are in one
process, text to text; the command has one worker ({usual} modules). What we look for only where a post has it, such as
formulas, is looked for in all of a post: one in which everything occurs takes longer.

{growth}
## Memory

The most memory that the process we start has, which finds posts, plans and writes what is said; two workers are beside it.
CPU time is that of all three. Each was run once ({usual} modules).

{memory}

## Start-up

Milliseconds of CPU time.

{start_up}
"""


def page(figures: Figures) -> str:
    """The page."""
    usual = list(figures.in_process)[-1]
    measured = figures.in_process[usual]
    machine, rounds = figures.machine, figures.input.rounds
    return _PAGE.format(
        date=machine.date,
        system=machine.system,
        versions=", ".join(f"{name} {version}" for name, version in machine.versions.items()),
        rounds="Each was measured once."
        if rounds == 1
        else f"Each figure is the median of {rounds} rounds, where nothing else is said.",
        posts=figures.input.posts,
        source=figures.input.source,
        kilobytes=figures.input.post_bytes / 1000,
        converters=_converters_table(figures.in_process),
        verdict=verdict_on_converters(usual, measured.converters),
        reading_back=measured.reading_back,
        proved=measured.proved,
        proof=measured.proof,
        share=100 * measured.proof / measured.proved,
        usual=usual,
        escapes=" and ".join(f"{count:.1f} escapes by {name}" for name, count in measured.escapes.items()),
        whole_jobs="\n".join(_whole_job_section(figures, count) for count in figures.whole_jobs),
        most=max(max(growth) for growth in figures.growth.values()),
        growth="\n".join(_growth_section(figures, kind) for kind in figures.growth),
        memory=_memory_table(figures.memory),
        start_up=_start_up_table(figures.start_up),
    )


def table(head: list[str], rows: list[list[str]]) -> str:
    """A pipe table, whose first column is names."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def verdict_on_converters(modules: str, times: dict[str, float]) -> str:
    """Who is faster than we are, and who is slower, in words."""
    ratios = sorted((times[name] / times[_OWN], name) for name in times if name != _OWN)
    slower = [f"{1 / ratio:.1f} times as long as {name}" for ratio, name in ratios if ratio < 1]
    faster = [f"{name} takes {ratio:.1f} times as long" for ratio, name in ratios if ratio >= 1]
    own = f"With {modules} modules blogconvert takes {_listed(slower)}" if slower else ""
    return "; ".join(filter(None, (own, _listed(faster)))) + "."


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _converters_table(in_process: dict[str, InProcessRound]) -> str:
    heads = [f"{modules}: {what}" for modules in in_process for what in ("ms a post", f"/ {_BASE}", f"/ {_OWN}")]
    names = next(iter(in_process.values())).converters
    return table(["", *heads], [[name, *_converter_cells(name, in_process)] for name in names])


def _converter_cells(name: str, in_process: dict[str, InProcessRound]) -> list[str]:
    cells = []
    for one in in_process.values():
        time = one.converters[name]
        cells += [f"{time:.3f}", f"{time / one.converters[_BASE]:.2f}", f"{time / one.converters[_OWN]:.2f}"]
    return cells


def _whole_job_section(figures: Figures, count: int) -> str:
    costs = figures.whole_jobs[count]
    heads = ["", "modules", "workers", "seconds", "ms a post", "/ script (b)", "/ script (a)", "busiest"]
    rows = [[*_job_cells(job, costs, count), _busiest_share(job, costs)] for job in costs]
    size = figures.whole_job_bytes[count] / count / 1000
    return f"### {count:,} posts\n\n{size:.1f} KB on average, with front matter.\n\n{table(heads, rows)}\n"


def _job_cells(job: Job, costs: dict[Job, RunCost], count: int) -> list[str]:
    seconds = costs[job].seconds
    ratios = [f"{seconds / costs[SCRIPTS[kind]].seconds:.2f}" for kind in ("b", "a")]
    name = f"`{job.name}`" if job.modules else job.name
    return [name, job.modules, str(job.workers), f"{seconds:.2f}", f"{1000 * seconds / count:.2f}", *ratios]


def _busiest_share(job: Job, costs: dict[Job, RunCost]) -> str:
    """The share of the process that worked most in what one worker alone takes for the same."""
    busiest = costs[job].busiest_seconds
    return f"{busiest / costs[job._replace(workers=1)].seconds:.2f}" if job.workers > 1 and busiest else ""


def _growth_section(figures: Figures, kind: str) -> str:
    growth = _growth_of_all(figures, kind)
    first = growth[min(growth)]
    rows = [
        [f"{copies:,}", *(f"{rate:.0f} ({rate / first[name]:.2f})" for name, rate in rates.items())]
        for copies, rates in growth.items()
    ]
    return f"### {kind}\n\n{table(['bodies in a post', *first], rows)}\n"


def _growth_of_all(figures: Figures, kind: str) -> Growth:
    """What was measured in one process, and what commands take."""
    inside = {modules: one.growth[kind] for modules, one in figures.in_process.items()}
    others = next(iter(inside.values()))
    return {
        copies: {f"{_OWN}, {modules}": growth[copies][_OWN] for modules, growth in inside.items()}
        | {_BASE: others[copies][_BASE]}
        | commands
        for copies, commands in figures.growth[kind].items()
    }


def _memory_table(memory: dict[int, dict[str, RunCost]]) -> str:
    heads = [f"`{name}`: {what}" for name in next(iter(memory.values())) for what in ("MB", "ms a post")]
    rows = [
        [f"{count:,}", *(cell for cost in costs.values() for cell in _memory_cells(cost, count))]
        for count, costs in memory.items()
    ]
    return table(["posts", *heads], rows)


def _memory_cells(cost: RunCost, count: int) -> list[str]:
    return [f"{cost.megabytes:.0f}" if cost.megabytes else "", f"{1000 * cost.seconds / count:.2f}"]


def _start_up_table(start_up: dict[str, dict[str, float]]) -> str:
    names = next(iter(start_up.values()))
    return table(["", *start_up], [[name, *(f"{times[name]:.0f}" for times in start_up.values())] for name in names])
