// Takes pictures of reports, told on standard input: of the summary, or of the first post that shows a picture and a mark.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { modules, shots } = JSON.parse(readFileSync(0, "utf8"));
const { chromium } = createRequire(join(modules, "/"))("playwright-core");
const TITLE = "파이썬으로 사진 3만 장 정리하기";

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"] });
for (const { page: path, picture, width, height, theme, view } of shots) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme });
  await page.goto(`file://${path}`);
  if (view === "post") await page.evaluate((title) => showPost(posts.find((post) => post.title === title) ?? posts[0]), TITLE);
  await page.waitForTimeout(1500);
  const client = await page.context().newCDPSession(page);
  const { data } = await client.send("Page.captureScreenshot", { format: "webp", quality: 70 });
  writeFileSync(picture, Buffer.from(data, "base64"));
  await page.close();
}
await browser.close();
