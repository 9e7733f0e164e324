// Looks at what is there before and after a move besides reports: pages of `inspect --html` and a `preview`, told on standard
// input where they are, and prints what it found: [{name, right, said}].
import { readFileSync, writeFileSync } from "node:fs";
import { asked, axeOn, fits, opened, same, tell, tellAll, until } from "./browser_pages.mjs";

const LOOKS = [["light", 1280], ["dark", 1280], ["light", 768], ["dark", 360]];

const lookedAtInspection = async (language, path) => {
  for (const [colorScheme, width] of LOOKS) {
    const name = `inspection, ${language}, ${colorScheme}, ${width} pixels`;
    const page = await opened(`file://${path}`, { colorScheme, width });
    await axeOn(page, name);
    await fits(page, name);
    same(`language, ${name}`, await page.evaluate(() => document.documentElement.lang), language);
    same(`asked of a server, ${name}`, page.asked, []);
    same(`scripts, ${name}`, await page.evaluate(() => document.scripts.length), 0);
    const linked = await page.evaluate(() => [...document.querySelectorAll("nav a")].map((link) => document.querySelector(link.hash) !== null));
    tell(`its contents lead to its tables, ${name}`, linked.length > 5 && linked.every(Boolean), linked);
    const columns = await page.evaluate(() => [...document.querySelectorAll(".columns rect")].filter((one) => one.getBoundingClientRect().height > 0).length);
    tell(`columns of years can be seen, ${name}`, columns > 1, columns);
    await page.context().close();
  }
};

const lookedAtPreview = async ({ address, file, language }) => {
  tell(`the preview is at a loopback address, ${language}`, /^http:\/\/127\.0\.0\.1:\d+\/$/.test(address), address);
  for (const [colorScheme, width] of LOOKS) {
    const name = `preview, ${language}, ${colorScheme}, ${width} pixels`;
    const page = await opened(address, { colorScheme, width, own: address });
    await axeOn(page, `list, ${name}`);
    await fits(page, `list, ${name}`);
    const title = await page.locator(".posts h2 a").first().textContent();
    await page.locator(".posts h2 a").first().click();
    await page.waitForLoadState();
    same(`a post of the list is shown, ${name}`, await page.locator("article h1").textContent(), title);
    tell(`and its text, ${name}`, (await page.locator("article .body").textContent()).trim().length > 20);
    await axeOn(page, `post, ${name}`);
    await fits(page, `post, ${name}`);
    same(`language, ${name}`, await page.evaluate(() => document.documentElement.lang), language);
    same(`errors, ${name}`, page.errors, []);
    await page.context().close();
  }
  await triedReload(address, file, language);
};

const triedReload = async (address, file, language) => {
  const page = await opened(address, { own: address });
  const name = `a page is loaded anew when its file changes, ${language}`;
  const before = readFileSync(file, "utf8");
  const title = /^title: (.*)$/m.exec(before)[1];
  await page.locator(".posts h2 a", { hasText: title }).click();
  await page.waitForLoadState();
  writeFileSync(file, `${before}\n새로 쓴 줄 하나.\n`);
  const isThere = () => document.querySelector("article")?.textContent.includes("새로 쓴 줄 하나.");
  await until(page, isThere);
  tell(name, await page.evaluate(isThere));
  writeFileSync(file, before);
  await page.context().close();
};

await tellAll(async () => {
  for (const [language, path] of Object.entries(asked.inspections)) await lookedAtInspection(language, path);
  for (const preview of asked.previews) await lookedAtPreview(preview);
});
