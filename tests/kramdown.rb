# Pages of Markdown as Jekyll makes them: Liquid, then kramdown as GitHub Pages sets it up, or CommonMark as docs/engines.md says.
# A list of texts in JSON comes in, and one of pages goes out; an error is a page that begins with its name.
require 'json'
require 'liquid'
require 'kramdown'
require 'kramdown-parser-gfm'

OPTIONS = {
  input: 'GFM', hard_wrap: false, gfm_quirks: 'paragraph_end', auto_ids: true, entity_output: 'as_char',
  smart_quotes: 'lsquo,rsquo,ldquo,rdquo', guess_lang: true, footnote_nr: 1, math_engine: 'mathjax', syntax_highlighter: nil
}.freeze

def by_commonmark(text)
  CommonMarker.render_html(text, %i[UNSAFE FOOTNOTES], %i[strikethrough autolink table tasklist])
end

commonmark = ARGV == ['commonmark']
require 'commonmarker' if commonmark
pages = JSON.parse($stdin.read).map do |text|
  text = Liquid::Template.parse(text, error_mode: :lax).render
  commonmark ? by_commonmark(text) : Kramdown::Document.new(text, OPTIONS.dup).to_html
rescue StandardError => e
  "#{e.class}: #{e.message}"
end
$stdout.write(JSON.generate(pages))
