"""The names by which highlighters know languages, as far as a class of its own may be one: those of highlight.js, Prism, Rouge,
Pygments, SyntaxHighlighter and GitHub's Linguist with their short forms. Words that skins call boxes by are left out.
"""

LANGUAGES = frozenset(
    """1c 4d abap abc abnf accesslog actionscript actionscript3 ada agda ahk aheui al angelscript antlr antlr4 apache
    apacheconf apex apl applescript arcade arduino arm armasm as as3 asciidoc asm asp aspectj aspnet astro aspx-cs
    aspx-vb autohotkey autoit avrasm awk axapta bash basic bat batch batchfile bf bibtex bicep bison blade bnf brainfuck
    bsl bqn c c# c++ c-like cal capnproto cc ceylon cfm cfml chapel cil cjs clj cljs clojure clojure-repl cls cmake cmd
    cobol coffee coffee-script coffeescript coldfusion common-lisp conf console cos coq cpp cr craftcms crmsh crystal cs
    csharp csharp-repl cshtml csp css csv cu cuda cue cxx cypher cython d dart dax dfm delphi diff django dns docker
    docker-compose dockerfile dos dot dotenv dpr dst dts dust ebnf editorconfig eex ejs elisp elixir elm emacs-lisp epp
    erb erl erlang erlang-repl ex excel exs f# f90 f95 fish flix forth fortran fs fsharp fsx gams gas gauss gawk gcode
    gd gdscript gemfile gherkin git gitignore gleam glsl gml gms gn gnuplot go go-html-template go-mod golang golo gql
    gradle graphql graphviz groff groovy gss gv haml handlebars haskell haxe hbs hcl heex hlsl hocon hpp hs hsp htaccess
    html html-erb html-vue htmlbars htmldjango htmlmixed http https hx hxx hy hylang i7 icl iex igorpro inform7 ini ino
    ipynb irpf90 isabelle isbl java javafx javascript jboss-cli jinja jinja2 jl jldoctest jmespath js jscript jsm json
    json5 jsonc jsonl jsonld jsonnet jsonp jsp jsx julia julia-repl kdb kdl kotlin kql ksh kt kts kusto lasso
    lassoscript latex ldif leaf lean less lhs liquid lisp livecodeserver livescript llvm logtalk log ls lsl lua luau
    makefile mak make markdown markup mathematica matlab matlabsession maxima md mdx mediawiki mel mercury mermaid meson
    mips mipsasm mizar mjs mk mkd mkdown ml mm mojo mojolicious monkey moon moonscript mssql mts mysql n1ql nasm nc
    nestedtext nginx nginxconf nim nimrod nix nixos nsis nunjucks objc objc++ objective-c objective-c++ objective-cpp
    objectivec objectpascal obj-c ocaml odin opencl openscad org osascript oxygene parser3 pas pascal patch pcmk pde
    perl perl6 pf pgsql php php3 php4 php5 php6 php7 php8 phtml pine pinescript pl plantuml plist plsql plpgsql pm po
    pod podspec pony postcss postgres postgresql powershell pp prisma processing procfile profile prolog promql
    properties proto protobuf ps ps1 psql psm1 pug puml puppet purebasic purescript purs pwsh py py3 pycon pyi pyrex
    pyspark python python-repl python2 python3 pytb pyx q qasm qml qsharp qt r racket raku rb rbs razor rake rdoc
    reasonml reason regex regexp rego ren renpy rescript rest restructuredtext rest-client rib riot rkt roboconf
    robotframework rocq ron routeros rs rsl rsx rst ruby rust sas sass scad scala scheme sci scilab scm scss sed sh
    sh-session shader shell shell-script shell-session shellscript shellsession smali smalltalk smarty smithy sml
    solidity sol sparql sql sql-server sqlite sqlite3 sqf squirrel st stan starlark stata stl ston stp stylus styl
    subunit sv svelte svg svh swift systemd systemverilog t4 tact tap tcl templ terraform tex tf thor thrift ti-basic tk
    toml tp troff ts tsql tsx ttl turtle twig txtpb typescript typoscript typst unrealscript vala vb vb.net vba vbnet
    vbs vbscript vbscript-html velocity verilog vhd vhdl vim vimscript viml visual-basic vlang vtl vtt vue vue-html
    vyper wasm wast wat webassembly webidl wgsl wikitext wl wolfram wolframlang wren x++ x86asm xaml xhtml xjb xl xlsx
    xml xml-doc xojo xpath xq xquery xsd xsl xslt yaml yara yml zenscript zep zephir zig zir zone zsh""".split()
)

NATURAL = frozenset(
    """ar bg ca da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms mul nb nl no pt ro ru sk sl sr sv th tr uk und ur uz
    vi zh zh-hans zh-hant""".split()
)
"""Languages that people speak, as `lang` has them, but for those that are short forms of others (`cs`, `pl`)."""

GUESSED = frozenset(
    """1c abnf accesslog angelscript applescript arcade aspectj autoit avrasm axapta bnf cal capnproto ceylon clean
    clojure-repl cos crmsh csp dts ebnf elm erb erlang-repl excel fix flix gams gauss gcode gml golo haxe hsp hy inform7
    irpf90 isbl jboss-cli lasso leaf livecodeserver livescript lsl maxima mel mercury mipsasm mizar mojolicious monkey
    moonscript n1ql nestedtext nsis oxygene parser3 pf pony profile purebasic reasonml rib roboconf routeros rsl
    ruleslanguage smali sml sqf stan stata step21 subunit taggerscript tap tp vbscript-html xl xquery zephir""".split()
)
"""Languages highlight.js guesses when the author chose none. Where `data-ke-language` does not say so, nobody meant them."""
