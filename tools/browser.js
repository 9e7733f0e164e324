// Looks at pages of the site in a frame, and tells the server what it found: [{name, right, said}].
const folder = document.querySelector("script").dataset.folder;
const PAGES = {
  home: "", "second page": "page/2/", post: "posts/gangneung-day-trip/", code: "posts/photo-sorting/", long: "posts/python-asyncio-basics/",
  tags: "tags/", tag: "tags/python/", categories: "categories/", category: "categories/여행/", archive: "archive/", search: "search/?q=오름",
  gallery: "posts/seoraksan-gongnyong-course/", comments: "posts/talk/", missing: "404.html",
};
const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WIDTHS = { light: 1280, dark: 360 };
const found = [];
const tell = (name, right, said = "") => found.push({ name, right, said });
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const until = async (condition) => {
  for (let tries = 0; tries < 100 && !condition(); tries += 1) await pause(50);
  return condition();
};

const opened = async (path, width = 1280) => {
  document.querySelector("iframe")?.remove();
  const frame = document.createElement("iframe");
  Object.assign(frame.style, { width: `${width}px`, height: "900px", border: "0" });
  frame.src = folder + path;
  const loaded = new Promise((done) => { frame.onload = done; });
  document.body.append(frame);
  await loaded;
  return frame.contentWindow;
};

const looked = async (name, path, theme) => {
  const page = await opened(path, WIDTHS[theme]);
  page.document.documentElement.dataset.theme = theme;
  tell(`${name} is there`, page.document.querySelector("main h1, .top h1") !== null, path);
  if (path.includes("?q=")) await until(() => page.document.querySelector(".found li"));
  const script = page.document.createElement("script");
  script.src = "/axe.js";
  const loaded = new Promise((done) => { script.onload = done; });
  page.document.head.append(script);
  await loaded;
  const { violations } = await page.axe.run(page.document, { runOnly: LEVELS });
  const said = violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html} ${node.any.map((any) => any.message)}`).join(" | ")}`);
  tell(`${name}, ${theme}`, !violations.length, said.join("; "));
  const { scrollWidth, clientWidth } = page.document.documentElement;
  tell(`${name}, ${WIDTHS[theme]} pixels wide`, scrollWidth <= clientWidth, `${scrollWidth} pixels are needed`);
};

// What each query must find, and in which order, among posts with these titles.
const TITLES = [
  "C 언어 시작하기", "C++ 포인터", "C#으로 만든 게임", "CSS 기초", "Java 첫걸음", "JavaScript 첫걸음", "제주여행을 다녀와서", "파이썬은 쉽다", "제주 여행의 끝", "책을 읽다", "Node.js 설치", "나의 나이",
];
const QUERIES = {
  파이썬이: ["파이썬은 쉽다"], 파이썬: ["파이썬은 쉽다"], "파이썬": ["파이썬은 쉽다"], 여행: ["제주여행을 다녀와서", "제주 여행의 끝"], 여행을: ["제주여행을 다녀와서", "제주 여행의 끝"],
  "c++": ["C++ 포인터"], "C#": ["C#으로 만든 게임"], c: ["C 언어 시작하기"], java: ["Java 첫걸음", "JavaScript 첫걸음"], script: [], css: ["CSS 기초"], "node.js": ["Node.js 설치"],
  "제주 여행": ["제주여행을 다녀와서", "제주 여행의 끝"], 제주여행후기: ["제주여행을 다녀와서"], 책은: ["책을 읽다"], 나이: ["나의 나이"], 게임에서는: ["C#으로 만든 게임"], 없는말: [], "파이썬 여행": [], " ": [],
};

const searched = async () => {
  const page = await opened("search/?q=파이썬이");
  const { prepare, search } = await import(page.document.querySelector("script[type=module]").src);
  const posts = TITLES.map((title, number) => prepare({ url: `/${number}`, title, date: `2024-01-${31 - number}`, terms: [], text: "" }));
  for (const [query, expected] of Object.entries(QUERIES)) {
    const titles = search(posts, query).map((one) => one.post.shownTitle);
    tell(`search for “${query}”`, JSON.stringify(titles) === JSON.stringify(expected), `found ${JSON.stringify(titles)}`);
  }
  await until(() => page.document.querySelector(".found li"));
  const [first] = page.document.querySelectorAll(".found a");
  tell("the page of search", first?.textContent.startsWith("파이썬으로") && first.getAttribute("href").startsWith(folder), first?.outerHTML);
  const quiet = await opened("search/");
  await pause(300);
  const read = () => quiet.performance.getEntriesByType("resource").filter((one) => one.name.endsWith(".json")).length;
  const before = read();
  quiet.document.querySelector("input").dispatchEvent(new Event("focus"));
  tell("the index is read on first use", before === 0 && await until(read), `${before} before`);
};

const pressed = async () => {
  const page = await opened(PAGES.code);
  const [button, root] = [page.document.querySelector(".theme"), page.document.documentElement];
  const colour = () => page.getComputedStyle(page.document.body).backgroundColor;
  const before = colour();
  button.click();
  const after = colour();
  tell("the switch of light and dark", before !== after && !button.hidden, `${before}, ${after}`);
  const again = await opened("");
  tell("the choice is kept", again.document.documentElement.dataset.theme === root.dataset.theme, again.document.documentElement.dataset.theme);
  again.localStorage.removeItem("theme");
  const copies = page.document.querySelectorAll?.(".copy") ?? [];
  tell("code can be copied", copies.length === page.document.querySelectorAll(".body pre").length && copies.length > 0, `${copies.length}`);
};

// Pictures of a gallery stand side by side, and comments below what they answer; secret ones are nowhere.
const arranged = async () => {
  const gallery = await opened(PAGES.gallery);
  const [first, second] = gallery.document.querySelectorAll(".gallery img");
  const [left, right] = [first, second].map((picture) => picture?.getBoundingClientRect());
  tell("pictures of a gallery side by side", left && left.top === right.top && left.right <= right.left, JSON.stringify([left, right]));
  const page = await opened(PAGES.comments);
  const told = page.document.querySelector(".comments")?.textContent ?? "";
  tell("comments in their threads", page.document.querySelectorAll(".comments li").length === 4 && page.document.querySelectorAll(".comments li li li").length === 1, told);
  tell("no secret comment", !told.includes("HIDDEN"), told);
};

const weighed = async () => {
  const page = await opened("");
  await pause(300);
  const files = page.performance.getEntriesByType("resource").filter((one) => !/\.(?:jpe?g|png|webp|gif|svg)$/.test(one.name));
  const bytes = files.reduce((sum, one) => sum + one.decodedBodySize, page.performance.getEntriesByType("navigation")[0].decodedBodySize);
  tell("a page weighs less than 50 KB without its pictures", bytes < 50_000 && bytes > 5_000, `${bytes} bytes`);
};

document.body ??= document.createElement("body");
try {
  for (const theme of Object.keys(WIDTHS)) for (const [name, path] of Object.entries(PAGES)) await looked(name, path, theme);
  await searched();
  await pressed();
  await arranged();
  await weighed();
} catch (error) {
  tell("the script that looks", false, String(error.stack));
}
await fetch("/", { method: "POST", body: JSON.stringify(found) });
