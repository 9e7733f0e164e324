// What scripts that look at pages share: a browser, pages with every address they ask for and every error, axe, and what was found.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

// Where everything is, told on standard input.
export const asked = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(join(asked.modules, "/"));
const { chromium } = require("playwright-core");
const AXE = readFileSync(join(asked.modules, "axe-core", "axe.min.js"), "utf8");
const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const found = [];
export const tell = (name, right, said = "") => found.push({ name, right: Boolean(right), said: String(said) });
export const same = (name, got, wanted) => tell(name, JSON.stringify(got) === JSON.stringify(wanted), `${JSON.stringify(got)} and not ${JSON.stringify(wanted)}`);

export const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

// Do all of it, and print what was found: [{name, right, said}].
export const tellAll = async (look) => {
  try {
    await look();
  } catch (error) {
    tell("the script that looks", false, error.stack);
  }
  await browser.close();
  process.stdout.write(JSON.stringify(found));
};

// A page, with every address that was asked for besides those that begin with what is its own.
export const opened = async (url, { width = 1280, height = 900, colorScheme = "light", own = "file:" } = {}) => {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: false, acceptDownloads: true });
  const page = await context.newPage();
  page.asked = [];
  page.errors = [];
  page.on("request", (request) => { if (!/^(?:data|blob|about):/.test(request.url()) && !request.url().startsWith(own)) page.asked.push(request.url()); });
  page.on("pageerror", (error) => page.errors.push(String(error)));
  await page.goto(url);
  return page;
};

// By asking again and again, since the policy of a page may let nobody evaluate a text in it.
export const until = async (page, condition, wanted) => {
  for (let tries = 0; tries < 100 && !(await page.evaluate(condition, wanted).catch(() => false)); tries += 1) await page.waitForTimeout(50);
};

export const axeOn = async (page, name) => {
  // In a world of its own, so that the policy of the page, which allows no script but its own, does not keep it out.
  const client = await page.context().newCDPSession(page);
  const { frameTree } = await client.send("Page.getFrameTree");
  const { executionContextId: contextId } = await client.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  await client.send("Runtime.evaluate", { expression: AXE, contextId });
  const expression = `axe.run(document, { runOnly: ${JSON.stringify(LEVELS)}, iframes: false }).then((result) => JSON.stringify(result.violations.map((one) => one.id + ": " + one.nodes.slice(0, 3).map((node) => node.html + " " + node.any.map((any) => any.message)).join(" | "))))`;
  const { result } = await client.send("Runtime.evaluate", { expression, contextId, awaitPromise: true, returnByValue: true });
  const violations = JSON.parse(result.value);
  tell(name, !violations.length, violations.join("; "));
};

export const fits = async (page, name) => {
  const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  tell(`width, ${name}`, needed <= there, `${needed} pixels are needed`);
};
