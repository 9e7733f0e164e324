// Pages of MDX as Docusaurus makes them: its own loader, without a bundler around it, and React's HTML.
// Runs where Docusaurus is installed. A list of texts in JSON comes in, and one of pages goes out; an error is a page that begins
// with `Error: `.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const installed = createRequire(join(process.cwd(), 'package.json'));
const { createProcessors } = installed('@docusaurus/mdx-loader/lib/processor.js');
const preprocess = installed('@docusaurus/mdx-loader/lib/preprocessor.js').default;
const { createElement } = installed('react');
const { renderToStaticMarkup } = installed('react-dom/server');

const markdownConfig = {
  format: 'mdx',
  mermaid: false,
  emoji: true,
  mdx1Compat: { comments: true, admonitions: true, headingIds: true },
  anchors: { maintainCase: false },
  hooks: { onBrokenMarkdownLinks: 'ignore', onBrokenMarkdownImages: 'ignore' },
};
const options = {
  markdownConfig,
  staticDirs: [],
  siteDir: '.',
  removeContentTitle: true,
  admonitions: true,
  remarkPlugins: [],
  rehypePlugins: [],
};
const { mdxProcessor } = await createProcessors({ options });
const folder = mkdtempSync(join(process.cwd(), 'pages-'));

async function pageOf(text, number) {
  const filePath = join(folder, `${number}.md`);
  const content = preprocess({ fileContent: text, filePath, markdownConfig, admonitions: {} });
  const compiled = await mdxProcessor.process({ content, filePath, frontMatter: {}, compilerName: 'server' });
  writeFileSync(`${filePath}.mjs`, compiled.content);
  const { default: Page } = await import(`${filePath}.mjs`);
  return renderToStaticMarkup(createElement(Page, { components: { Details: 'details' } }));
}

try {
  const pages = [];
  for (const [number, text] of JSON.parse(readFileSync(0, 'utf8')).entries()) {
    pages.push(await pageOf(text, number).catch((error) => `Error: ${error.message ?? error}`.slice(0, 300)));
  }
  process.stdout.write(JSON.stringify(pages));
} finally {
  rmSync(folder, { recursive: true });
}
