// Pages as Ghost renders them: its own renderer and the classes of its cards, where these are installed.
// A list of documents of Lexical, each a text of JSON, comes in as JSON, and one of pages goes out; what cannot be rendered, or what
// Ghost would keep otherwise once it is opened and saved, is a page that begins with `Error: `.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const installed = createRequire(join(process.cwd(), 'package.json'));
const { LexicalHTMLRenderer } = installed('@tryghost/kg-lexical-html-renderer');
const { DEFAULT_NODES } = installed('@tryghost/kg-default-nodes');

let fault = '';
const renderer = new LexicalHTMLRenderer({
  nodes: DEFAULT_NODES,
  onError: (error) => {
    fault = error.message;
  },
});

const beside = createRequire(installed.resolve('@tryghost/kg-lexical-html-renderer'));
const { createHeadlessEditor } = beside('@lexical/headless');
const { ListItemNode, ListNode } = beside('@lexical/list');
const { HeadingNode, QuoteNode } = beside('@lexical/rich-text');
const { LinkNode } = beside('@lexical/link');

// What the classes of Ghost make of a document, without who is shown an HTML card, which is everybody.
function saved(lexical) {
  const nodes = [HeadingNode, ListNode, ListItemNode, QuoteNode, LinkNode, ...DEFAULT_NODES];
  const editor = createHeadlessEditor({ nodes, onError: (error) => { throw error; } });
  return JSON.stringify(editor.parseEditorState(lexical).toJSON(), (key, value) => (key === 'visibility' ? undefined : sorted(value)));
}

function sorted(value) {
  const isMapping = value && typeof value === 'object' && !Array.isArray(value);
  return isMapping ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

const pages = [];
for (const lexical of JSON.parse(readFileSync(0, 'utf8'))) {
  fault = '';
  try {
    const page = await renderer.render(lexical, { siteUrl: 'https://example.com' });
    const isKept = saved(lexical) === JSON.stringify(JSON.parse(lexical), (key, value) => sorted(value));
    pages.push(fault || !isKept ? `Error: ${fault || 'kept otherwise'}` : page);
  } catch (error) {
    pages.push(`Error: ${error.message}`);
  }
}
process.stdout.write(JSON.stringify(pages));
