// WordPress's own block code, run in jsdom: which blocks of posts the editor calls invalid, and what it writes of each post.
//
//     node blocks.js WP_INCLUDES < posts.jsonl
//
// WP_INCLUDES is the folder of that name in a WordPress. Each line of the input is the content of a post as a JSON string; each
// line of the output says of it `{"blocks": n, "invalid": [...], "serialized": "..."}`.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const vm = require("vm");
const { JSDOM, VirtualConsole } = require("jsdom");

const folder = process.argv[2];
const VENDOR = ["react", "react-dom", "react-jsx-runtime", "moment", "wp-polyfill"];

/** WordPress's own table of scripts: 7.1 has one for those that are not made small, 6.8 one that names the small. */
function tableOfScripts() {
  const files = ["script-loader-packages.min.php", "script-loader-packages.php"].map((name) => path.join(folder, "assets", name));
  return fs.readFileSync(files.find(fs.existsSync), "utf8");
}

/** The scripts of that table, each behind those it needs. */
function scriptsInOrder(names) {
  const needs = new Map();
  for (const [, name, list] of tableOfScripts().matchAll(/'([\w-]+)(?:\.min)?\.js' => array\(\s*'dependencies' => array\(([^)]*)\)/g)) {
    needs.set(`wp-${name}`, [...list.matchAll(/'([\w-]+)'/g)].map((found) => found[1]));
  }
  const ordered = [];
  const visit = (name) => {
    if (ordered.includes(name)) return;
    (needs.get(name) || []).forEach(visit);
    ordered.push(name);
  };
  names.forEach(visit);
  return ordered;
}

function fileOf(name) {
  return VENDOR.includes(name)
    ? path.join(folder, "js", "dist", "vendor", `${name}.min.js`)
    : path.join(folder, "js", "dist", `${name.replace(/^wp-/, "")}.min.js`);
}

function loadEditor() {
  const dom = new JSDOM("<!doctype html><body></body>", {
    url: "https://blog.example.com/wp-admin/post.php",
    runScripts: "outside-only",
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(), // silent: jsdom tells of every style it cannot parse
  });
  const { window } = dom;
  window.matchMedia = () => ({ matches: false, addListener() {}, removeListener() {}, addEventListener() {}, removeEventListener() {} });
  window.ResizeObserver = window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} };
  Object.assign(window, { TextEncoder, TextDecoder, structuredClone });
  window.fetch = () => new Promise(() => {});
  window.console = Object.assign(Object.create(console), { log() {}, info() {}, warn() {}, error() {}, groupCollapsed() {}, groupEnd() {} });
  window._ = require("lodash");
  const context = dom.getInternalVMContext();
  for (const name of scriptsInOrder([...VENDOR.slice(0, 3), "moment", "wp-block-library"])) {
    const file = fileOf(name);
    if (fs.existsSync(file)) vm.runInContext(fs.readFileSync(file, "utf8"), context, { filename: file });
  }
  window.wp.blockLibrary.registerCoreBlocks();
  return window.wp;
}

function invalidBlocks(blocks) {
  return blocks.flatMap((block) => [
    ...(block.isValid ? [] : [{ name: block.name, stored: block.originalContent, ours: block.__unstableBlockSource }]),
    ...(block.name === "core/freeform" || block.name === "core/missing" ? [{ name: block.name, stored: block.attributes.content }] : []),
    ...invalidBlocks(block.innerBlocks),
  ]);
}

const countOf = (blocks) => blocks.reduce((sum, block) => sum + 1 + countOf(block.innerBlocks), 0);

const wp = loadEditor();
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const blocks = wp.blocks.parse(JSON.parse(line));
  const answer = { blocks: countOf(blocks), invalid: invalidBlocks(blocks), serialized: wp.blocks.serialize(blocks) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}).on("close", () => process.stdout.write("", () => process.exit(0)));
