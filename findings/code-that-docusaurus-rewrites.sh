#!/usr/bin/env bash
# Blocks of code in Docusaurus that show Markdown: `:::note 제목`, and a heading with a name, `# 제목 {#id}`.
#
# One would guess: what stands in a fence is shown as it stands, since no Markdown is read there (CommonMark 4.5).
#
# Real: Docusaurus changes the file before anything reads Markdown, so that what people wrote for its version 2 still works,
# and does not look what is code. The reader of a post about Docusaurus sees `:::note[제목]` where the author typed
# `:::note 제목`, and a backslash before `{#id}` that was not there. Both are on by default (`mdx1Compat: admonitions,
# headingIds`), both change code with a language and without, and neither says a word. With `format: md`, where nothing of it
# is needed, it is the same. With both options off the code is as it was typed.
#
# Versions: @docusaurus/mdx-loader 3.10.2, which a site's posts go through, with @mdx-js/react 3.1.1, react and react-dom 19.2.0
# (npm).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

printf '{"private": true, "type": "module"}' >package.json
npm install --silent --no-audit --no-fund @docusaurus/mdx-loader@3.10.2 @mdx-js/react@3.1.1 react@19.2.0 react-dom@19.2.0

cat >render.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { createProcessors } = require("@docusaurus/mdx-loader/lib/processor.js");
const preprocess = require("@docusaurus/mdx-loader/lib/preprocessor.js").default;
const { createElement } = require("react");
const { renderToStaticMarkup } = require("react-dom/server");

const fence = "```";
const samples = {
  admonition: `${fence}\n:::note 제목\n${fence}\n`,
  "admonition in a language": `${fence}md\n:::note 제목\n${fence}\n`,
  heading: `${fence}\n# 제목 {#id}\n${fence}\n`,
};

async function shown(text, name, format, on) {
  const markdownConfig = {
    format,
    mermaid: false,
    emoji: true,
    mdx1Compat: { comments: true, admonitions: on, headingIds: on },
    anchors: { maintainCase: false },
    hooks: { onBrokenMarkdownLinks: "ignore", onBrokenMarkdownImages: "ignore" },
  };
  const options = { markdownConfig, staticDirs: [], siteDir: ".", removeContentTitle: true, admonitions: true, remarkPlugins: [], rehypePlugins: [] };
  const filePath = `${process.cwd()}/${name}.md`;
  const content = preprocess({ fileContent: text, filePath, markdownConfig, admonitions: {} });
  const { mdxProcessor, mdProcessor } = await createProcessors({ options });
  const made = await (format === "md" ? mdProcessor : mdxProcessor).process({ content, filePath, frontMatter: {}, compilerName: "server" });
  writeFileSync(`${filePath}.mjs`, made.content);
  const { default: Page } = await import(`${filePath}.mjs`);
  return /<code[^>]*>(.*?)\n?<\/code>/s.exec(renderToStaticMarkup(createElement(Page)))[1];
}

let number = 0;
for (const [format, on] of [["mdx", true], ["md", true], ["mdx", false]]) {
  console.log(`format ${format}, mdx1Compat ${on ? "as by default" : "off"}`);
  for (const [name, text] of Object.entries(samples)) console.log(`  ${name}: ${await shown(text, `post${number++}`, format, on)}`);
}
JS
node render.mjs >seen

cat >expected <<'TEXT'
format mdx, mdx1Compat as by default
  admonition: :::note[제목]
  admonition in a language: :::note[제목]
  heading: # 제목 \{#id}
format md, mdx1Compat as by default
  admonition: :::note[제목]
  admonition in a language: :::note[제목]
  heading: # 제목 \{#id}
format mdx, mdx1Compat off
  admonition: :::note 제목
  admonition in a language: :::note 제목
  heading: # 제목 {#id}
TEXT
npm ls --depth=0 | tail -n +2
cat seen
diff -u expected seen && echo 'As described above.'
