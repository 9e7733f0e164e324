"""Search for inputs that break a promise, by mutation that follows what they reach: `make fuzz MINUTES=n [TARGETS="words"]`.

`targets` is the table of what is tried. `reading` and `round_trips` hold what must be true of an input, `seeds` the inputs it all
begins with, `words` and `mutation` what becomes of them. `one_target` runs a target in a process of its own under atheris,
`faults` keeps what breaks a promise, as small as `reduction` makes it; `__main__` runs all of them and prints the table.
"""
