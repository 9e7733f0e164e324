// Looks at reports, told on standard input where they are, and prints what it found: [{name, right, said}].
import { readFileSync, statSync } from "node:fs";
import { asked, axeOn, browser, fits, opened, same, tell, tellAll, until } from "./browser_pages.mjs";

const MOST = { bytes: 2_000_000, elements: 1_500, seconds: 1.5 };

const shownPost = async (page) => {
  await until(page, () => document.querySelectorAll(".frame iframe").length === 2);
  return page.locator("#post-title").textContent();
};

const lookedAtByAxe = async (language, path) => {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 360], ["dark", 768]]) {
    const name = `${language}, ${colorScheme}, ${width} pixels`;
    const page = await opened(`file://${path}`, { colorScheme, width });
    await axeOn(page, `summary, ${name}`);
    await page.keyboard.press("/");
    await page.locator("#filters summary").click();
    await axeOn(page, `list, ${name}`);
    await page.keyboard.press("Escape");
    await page.locator("body").press("j");
    await shownPost(page);
    await axeOn(page, `post, ${name}`);
    await fits(page, name);
    same(`language, ${name}`, await page.evaluate(() => document.documentElement.lang), language);
    same(`asked of a server, ${name}`, page.asked, []);
    same(`errors, ${name}`, page.errors, []);
    await page.context().close();
  }
};

const triedFilters = async (path) => {
  const page = await opened(`file://${path}`);
  const all = await page.evaluate(() => posts.length);
  const listedCount = () => page.evaluate(() => listed.length);
  for (const [id, value, count] of await page.evaluate(() => [
    ["by-score", "approximated", posts.filter((post) => [...post.kinds.keys()].some((kind) => levels[kind] === "approximated")).length],
    ["by-notice", String([...posts[0].kinds.keys()][0]), posts.filter((post) => post.kinds.has([...posts[0].kinds.keys()][0])).length],
    ["by-category", `=${posts[0].category}`, posts.filter((post) => post.category === posts[0].category).length],
    ["by-year", `=${posts[0].date.slice(0, 4)}`, posts.filter((post) => post.date.startsWith(posts[0].date.slice(0, 4))).length],
    ["by-mark", "marked", 0],
  ])) {
    await page.locator("#filters").evaluate((element) => { element.open = true; });
    await page.locator(`#${id}`).selectOption(value);
    same(`filter ${id}`, await listedCount(), count);
    tell(`filter ${id} leaves some out`, count < all || id === "by-notice", `${count} of ${all}`);
    await page.locator("#clear").click();
    same(`all after ${id}`, await listedCount(), all);
  }
  const title = await page.evaluate(() => posts.at(-1).title);
  await page.locator("#search").fill(title);
  same("search for a title", await page.locator(".row .name").first().textContent(), title);
  await page.locator("#search").fill("없는말없는말");
  same("search for nothing", await page.locator(".row").count(), 0);
  await page.locator("#clear").click();
  await page.locator("#to-summary").click();
  await page.locator("[data-kind]").first().click();
  tell("a kind of the summary filters the list", (await listedCount()) > 0 && (await listedCount()) < all + 1, await listedCount());
  await page.context().close();
};

const triedKeys = async (path) => {
  const page = await opened(`file://${path}`);
  const titles = await page.evaluate(() => posts.map((post) => post.title));
  const after = async (key) => {
    await page.keyboard.press(key);
    return shownPost(page);
  };
  same("j, and what needs a look is first", await after("j"), titles[0]);
  same("j again", await after("j"), titles[1]);
  same("down", await after("ArrowDown"), titles[2]);
  same("k", await after("k"), titles[1]);
  same("up", await after("ArrowUp"), titles[0]);
  await until(page, () => document.querySelector("#said").textContent.length > 20);
  const places = await page.locator("#said button").count();
  tell("the first post has places", places > 0, places);
  if (places) {
    await page.waitForTimeout(500);
    await page.keyboard.press("n");
    await page.waitForTimeout(1000);
    const urls = page.frames().slice(1).map((frame) => frame.url());
    tell("n leads both frames to a place", urls.length === 2 && urls.every((url) => /#bc-\d+$/.test(url)), urls.join(" "));
  }
  await page.keyboard.press("x");
  same("x marks", await page.locator("#right").getAttribute("aria-pressed"), "true");
  await page.reload();
  same("the mark and the post are there again", [await shownPost(page), await page.locator("#right").getAttribute("aria-pressed")], [titles[0], "true"]);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#export").click()]);
  const list = readFileSync(await download.path(), "utf8");
  const right = await page.evaluate(() => words.exportRight);
  same("the list of marks", [list.split("\r\n").length - 2, list.split(`"${right}"`).length - 1], [titles.length, 1]);
  await page.keyboard.press("Escape");
  tell("Escape leads back", await page.locator("#summary").isVisible());
  await page.keyboard.press("/");
  same("/ leads to the search", await page.evaluate(() => document.activeElement.id), "search");
  await page.keyboard.type("j");
  same("what is typed there is no key", await page.locator("#search").inputValue(), "j");
  await page.context().close();
};

const triedInline = async (path) => {
  const page = await opened(`file://${path}`);
  await page.keyboard.press("j");
  await shownPost(page);
  await page.waitForTimeout(200);
  const pictures = await page.frames()[1].evaluate(() => [...document.images].filter((image) => image.naturalWidth).length).catch(() => 0);
  tell("a single file shows its pictures", pictures > 0, pictures);
  same("a single file asks for nothing else", page.errors, []);
  await page.context().close();
};

// Nothing of a post reaches the page: neither by way of the command, nor if HTML came into a frame as its author wrote it.
const reachedBy = async (page) => {
  await page.waitForTimeout(100);
  return page.evaluate(() => [Boolean(window.reached), localStorage.getItem("reached"), location.protocol, document.querySelectorAll("#original script, #output script").length]);
};

const triedFrames = async (path) => {
  const page = await opened(`file://${path}`);
  const untouched = [false, null, "file:", 0];
  const count = await page.evaluate(() => posts.length);
  same("posts that try something", count, Object.keys(asked.tries).length);
  for (let at = 0; at < count; at += 1) {
    await page.keyboard.press("j");
    const title = await shownPost(page);
    same(`${title}: nothing is reached`, await reachedBy(page), untouched);
    same(`${title}: frames are closed`, await page.evaluate(() => [...document.querySelectorAll("iframe")].map((frame) => frame.getAttribute("sandbox"))), ["", ""]);
    const shown = await page.frames()[1].evaluate(() => document.body.innerHTML.match(/<script|\son\w+=|srcdoc|javascript:|http-equiv|<link/g) ?? []).catch(() => []);
    same(`${title}: nothing is left of it`, shown, []);
  }
  const call = "<script>function reached() { parent.reached = true; localStorage.setItem('reached', 1); }</script>";
  for (const [name, html] of Object.entries(asked.tries)) {
    await page.evaluate((text) => document.getElementById("original").replaceChildren(frameWith(text, "try")), call + html);
    await page.frames().at(-1).waitForLoadState().catch(() => {});
    same(`${name}, as it was written: nothing is reached`, await reachedBy(page), untouched);
  }
  await page.context().close();
};

const weighed = async (path) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  await page.goto(`file://${path}`);
  await until(page, () => document.querySelectorAll(".row").length > 5);
  await page.waitForTimeout(300);
  const metrics = Object.fromEntries((await client.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  const bytes = statSync(path).size;
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  const figures = `${bytes} bytes, ${elements} elements, ${metrics.LayoutObjects} boxes, ${metrics.ProcessTime} s of the renderer`;
  tell(`5,000 posts: ${figures}`, bytes < MOST.bytes && elements < MOST.elements && metrics.LayoutObjects < MOST.elements && metrics.ProcessTime < MOST.seconds, figures);
  same("5,000 posts are listed", await page.evaluate(() => listed.length), 5000);
  await page.locator("#scroller").evaluate((element) => { element.scrollTop = element.scrollHeight; });
  await page.waitForTimeout(300);
  tell("the last of them can be scrolled to", await page.evaluate(() => document.querySelector("#rows-shown").textContent.includes(listed.at(-1).title)));
  tell("and no more rows are there than in view", (await page.locator(".row").count()) < 40, await page.locator(".row").count());
  process.stderr.write(`${figures}\n`);
  await page.context().close();
};

await tellAll(async () => {
  for (const [language, path] of Object.entries(asked.samples)) await lookedAtByAxe(language, path);
  await triedFilters(asked.samples.ko);
  await triedKeys(asked.samples.en);
  await triedInline(asked.inline);
  await triedFrames(asked.trying);
  await weighed(asked.many);
});
