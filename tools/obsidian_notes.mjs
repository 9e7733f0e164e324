// Notes of a vault as parsers of Obsidian's Markdown read them: for each its page, and what is Obsidian's own in it.
//
// @quartz-community/remark-obsidian reads links between notes, embeds, tags, comments, highlights, formulas and boxes of tasks,
// @r4ai/remark-callout callouts. Line ends break lines, as they do unless "Strict line breaks" is on.
import { readFileSync } from 'node:fs';
import remarkCallout from '@r4ai/remark-callout';
import remarkObsidian from '@quartz-community/remark-obsidian';
import { load } from 'js-yaml';
import { toString } from 'mdast-util-to-string';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import remarkBreaks from 'remark-breaks';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter).use(remarkObsidian, { customTaskChars: false });

const element = (tagName, properties, children) => ({ type: 'element', tagName, properties, children });
const shown = (value) => [{ type: 'text', value }];
const handlers = {
  wikilink: (_, node) => element('a', { href: node.path }, shown(node.alias || node.path)),
  tag: (_, node) => element('a', { href: `#${node.value}` }, shown(`#${node.value}`)),
  inlineMath: (_, node) => ({ type: 'text', value: `$${node.value}$` }),
  math: (_, node) => element('p', {}, shown(`$$\n${node.value}\n$$`)),
  highlight: (state, node) => element('mark', {}, state.all(node)),
};
const page = unified()
  .use(remarkBreaks)
  .use(remarkRehype, { allowDangerousHtml: true, handlers, footnoteLabel: ' ', clobberPrefix: '' })
  .use(rehypeRaw)
  .use(rehypeStringify);

// The plugin keeps what is between equals signs as it stands; Obsidian reads Markdown there, as in other marks.
function readInHighlights(tree) {
  visit(tree, 'highlight', (node) => {
    const [paragraph] = parser.parse(toString(node)).children;
    if (paragraph?.type === 'paragraph') node.children = paragraph.children;
  });
}

// The line of a callout's kind ends without breaking a line of its text.
function joinFirstLinesOfCallouts(tree) {
  visit(tree, 'blockquote', (node) => {
    const text = node.children[0]?.children?.[0];
    if (text?.type === 'text') text.value = text.value.replace(/^(\[![^\]\n]+\][+-]?)\n/, '$1 ');
  });
}

const SIZE = /^(?:.*[^\\])?\|(\d+)(?:x\d+)?$/s;

function imagesOf(tree, source) {
  const images = [];
  visit(tree, 'image', (node) => {
    const text = source.slice(node.position.start.offset, node.position.end.offset);
    const label = text.slice(2, text.lastIndexOf(']('));
    // A bar in a cell has a backslash, which the table takes away.
    images.push([node.url, Number(SIZE.exec(label.replace(/\\\|(?=\d+$)/, '|'))?.[1] ?? 0)]);
  });
  return images;
}

function calloutsOf(source) {
  const tree = parser.parse(source);
  const written = new Map();
  visit(tree, 'blockquote', (node) => {
    written.set(node, source.slice(node.children[0]?.position.start.offset ?? 0));
  });
  remarkCallout()(tree, {});
  const callouts = [];
  visit(tree, 'blockquote', (node) => {
    const properties = node.data?.hProperties;
    // The plugin does not see that a bracket has a backslash.
    if (!properties?.dataCallout || !written.get(node)?.startsWith('[!')) return;
    const fold = node.data.hName !== 'details' ? '' : properties.open ? 'open' : 'closed';
    callouts.push([properties.dataCalloutType, fold, toString(node.children[0])]);
  });
  return callouts;
}

const BOX = /^\[[^\]]\] /;
const NOTE = /(?:^|[^\\])\^\[/;
const NAME = /(?:^|\s)\^[A-Za-z0-9-]+$/;

// Boxes with any sign in them, names of blocks and footnotes in a line, for which the plugins look in text that has no backslashes any more.
function signsOf(tree, source) {
  const found = [];
  const written = (node) => source.slice(node.position.start.offset, node.position.end.offset);
  visit(tree, 'listItem', (node) => {
    const [first] = node.children;
    if (node.checked === null && first && BOX.test(written(first))) found.push(`box ${written(first)}`);
  });
  visit(tree, ['paragraph', 'heading', 'tableCell'], (node) => {
    if (NAME.test(written(node))) found.push(`block ${written(node)}`);
  });
  visit(tree, ['text', 'link'], (node) => {
    if (!node.position) return; // in a highlight
    if (NOTE.test(node.type === 'text' ? written(node) : source.slice(node.position.start.offset - 2, node.position.end.offset)))
      found.push(`note ${written(node)}`);
  });
  return found;
}

// What the plugins make of Markdown by hand that Obsidian's documentation calls text; true while they do.
function faultsOfPlugins() {
  const read = (source) => {
    const whole = unified().use(remarkParse).use(remarkGfm).use(remarkObsidian);
    return whole.runSync(whole.parse(source), source);
  };
  const has = (tree, type, test) => {
    let found = false;
    visit(tree, type, (node) => void (found ||= test(node)));
    return found;
  };
  const isCallout = (source) => {
    const tree = read(source);
    remarkCallout()(tree, {});
    return has(tree, 'blockquote', (node) => Boolean(node.data?.hProperties?.dataCallout));
  };
  return {
    'remark-obsidian 1.1.0 takes an escaped box for a task': ['- \\[?] a\n', '- &#91;?] a\n', '- [?\\] a\n'].every((source) =>
      has(read(source), 'listItem', (node) => node.checked === true),
    ),
    'remark-obsidian 1.1.0 reads no Markdown in a highlight': !has(read('==**a** b==\n'), 'highlight', (node) =>
      node.children.some((child) => child.type === 'strong'),
    ),
    'remark-callout 0.6.2 takes an escaped kind for a callout': ['> \\[!NOTE] a\n', '> &#91;!NOTE] a\n', '> [\\!NOTE] a\n'].every(isCallout),
  };
}

const names = JSON.parse(readFileSync(0, 'utf8'));
const notes = names.map((name) => {
  const source = readFileSync(name, 'utf8');
  const tree = parser.runSync(parser.parse(source), source);
  const own = signsOf(tree, source);
  const images = imagesOf(tree, source);
  readInHighlights(tree);
  joinFirstLinesOfCallouts(tree);
  const [head] = tree.children;
  visit(tree, ['wikilink', 'tag', 'comment'], (node) => void own.push(`${node.type} ${node.value ?? node.path}`));
  const links = [];
  visit(tree, ['link', 'image'], (node) => void links.push(node.url));
  return {
    tags: (head?.type === 'yaml' && load(head.value)?.tags) || [],
    images,
    callouts: calloutsOf(source),
    own,
    links,
    page: page.stringify(page.runSync(tree)),
  };
});
console.log(JSON.stringify({ notes, faults: faultsOfPlugins() }));
