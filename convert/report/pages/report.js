// A report in a browser: the list of posts, one post at a time, and marks of what looks right. Posts are shown in frames that run
// nothing; whatever else is of a post is put into the page as text.
"use strict";
const ROW_HEIGHT = 60;
const MARGIN_ROWS = 6;
const MOST_CATEGORIES = 300;
const KEPT_PARTS = 4;

const byId = (id) => document.getElementById(id);
const settings = JSON.parse(byId("settings").textContent);
const { words, kinds, levels, levelWords } = settings;
const storageKey = `blogconvert-report-${settings.identity}`;

const posts = JSON.parse(byId("rows").textContent).map(
  ([number, title, date, category, output, gravity, score, missing, notices, key, digest]) => ({
    number, title, date, category, output, gravity, score, missing, key, digest,
    kinds: new Map(Array.from({ length: notices.length / 2 }, (_, at) => [notices[2 * at], notices[2 * at + 1]])),
    searched: `${title}\n${category}\n${output}`.normalize("NFC").toLowerCase(),
  }),
).sort((a, b) => b.gravity - a.gravity || a.number - b.number);

let listed = posts;
let current = null;
let placeAt = -1;

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// Marks, kept in the browser: for each post what was written of it when somebody found it right.

const readMarks = () => {
  try {
    return JSON.parse(localStorage.getItem(storageKey)) ?? {};
  } catch {
    return {};
  }
};

let marks = readMarks();

const isRight = (post) => marks[post.key] === post.digest;

const toggleMark = (post) => {
  marks = readMarks();
  if (isRight(post)) delete marks[post.key];
  else marks[post.key] = post.digest;
  try {
    localStorage.setItem(storageKey, JSON.stringify(marks));
  } catch {
    // A browser that keeps nothing has the marks until the page is closed.
  }
};

const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const marksAsCsv = () => {
  const head = [words.mark, words.exportTitle, words.exportDate, words.exportFile];
  const rows = posts.map((post) => [isRight(post) ? words.exportRight : words.exportOpen, post.title, post.date, post.output]);
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
};

const exportMarks = () => {
  const url = URL.createObjectURL(new Blob([marksAsCsv()], { type: "text/csv" }));
  made("a", { href: url, download: words.exportName }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

// Parts: what is shown of a post, and pictures. They stand in the page, or in scripts beside it, which call `takePart`.

const waiting = new Map();
const parts = new Map();

window.takePart = (name, value) => waiting.get(name)?.(value);

const readPart = (name) => new Promise((resolve, reject) => {
  const inPage = byId(`part-${name}`);
  if (inPage) {
    resolve(JSON.parse(inPage.textContent));
    return;
  }
  const script = made("script", { src: `${settings.folder}${name}.js` });
  const done = (settle) => (value) => { script.remove(); waiting.delete(name); settle(value); };
  waiting.set(name, done(resolve));
  script.onerror = done(reject);
  document.head.append(script);
});

const part = (name) => {
  const known = parts.get(name) ?? readPart(name);
  parts.delete(name);
  parts.set(name, known);
  known.catch(() => parts.delete(name));
  return known;
};

const forgetOldParts = (needed) => {
  for (const name of parts.keys()) {
    if (parts.size <= KEPT_PARTS + needed.length) return;
    if (!needed.includes(name)) parts.delete(name);
  }
};

// Frames: no script, no address, no picture that is not in them, and an origin of their own.

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const frameWith = (html, title) => {
  const frame = made("iframe", { title });
  frame.setAttribute("sandbox", "");
  frame.referrerPolicy = "no-referrer";
  frame.srcdoc = `<!doctype html><html lang="${document.documentElement.lang}"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title></title><style>${settings.frame}</style>${html}`;
  return frame;
};

const withPictures = (html, pictures) => html.replace(/src="picture:([0-9a-f]+)"/g, (whole, name) => (pictures.has(name) ? `src="${pictures.get(name)}"` : whole));

const showPlace = (number) => {
  for (const frame of document.querySelectorAll(".frame iframe")) frame.contentWindow.location = `about:srcdoc#bc-${number}`;
};

// One post

const placeButton = (number) => made("button", {
  type: "button", textContent: number, ariaLabel: filled(words.place, { number }), onclick: () => showPlace(number),
});

const missingItem = ([number, kind, what, after]) => made(
  "li", { className: "missing" }, placeButton(number), " ",
  filled(after ? words.missingAfter : words.missingFirst, { kind, what, after }),
);

const noticeItem = ([kind, count, said, places]) => made(
  "li", { className: `level-${levels[kind]}` }, ...places.map(placeButton), " ",
  made("b", { textContent: levelWords[levels[kind]] }),
  ` ${kinds[kind]}${count > 1 ? ` (${filled(words.times, { count })})` : ""}${said ? `: ${said}` : ""}`,
);

const showSaid = ({ missing, notices, problems }) => {
  const said = byId("said");
  said.replaceChildren();
  if (missing.length) said.append(made("h3", { textContent: words.missing }), made("ul", {}, ...missing.map(missingItem)));
  const others = notices.filter(([kind]) => settings.kindNames[kind] !== "missing");
  if (!missing.length) said.append(made("p", { textContent: others.length ? words.nothingElse : words.nothing }));
  if (others.length) said.append(made("ul", {}, ...others.map(noticeItem)));
  if (problems.length) said.append(made("p", { textContent: `${words.problems}: ${problems.join("; ")}` }));
};

const showAbout = (post, shown) => {
  const about = byId("about");
  const score = post.score < 1000 ? filled(words.kept, { percent: (post.score / 10).toFixed(1) }) : "";
  about.replaceChildren([post.date, post.category, score].filter(Boolean).join(" · "));
  if (shown) about.append(made("br"), made("code", { textContent: `${shown.source} → ${post.output}` }));
  if (shown?.file) about.append(" ", made("a", { href: shown.file, textContent: words.file, target: "_blank", rel: "noopener" }));
};

const showMark = () => {
  byId("right").ariaPressed = String(isRight(current));
  byId("mark-count").textContent = filled(words.markCount, { count: posts.filter(isRight).length });
};

const LOOKS = ["missing", "left-out", "noticed", "moved"];

const fillFrames = (shown, pictures) => {
  for (const [side, title] of [["original", words.originalFrame], ["output", words.outputFrame]]) {
    byId(side).replaceChildren(frameWith(withPictures(shown[side], pictures), title));
  }
  byId("shown-by").textContent = shown.byHugo ? words.byHugo : words.byReference;
  byId("text").textContent = shown.text;
  const looks = LOOKS.filter((look) => [shown.original, shown.output].some((html) => html.includes(`bc-${look}"`)));
  byId("legend").className = ["legend", ...looks.map((look) => `has-${look}`)].join(" ");
};

const loadPost = async (post) => {
  const name = `post-${post.number}`;
  for (const side of ["original", "output"]) byId(side).replaceChildren();
  byId("text").textContent = "";
  byId("said").textContent = words.loading;
  try {
    const shown = await part(name);
    const needed = shown.pictures.map((picture) => `picture-${picture}`);
    const pictures = new Map(await Promise.all(shown.pictures.map(async (picture) => [picture, await part(`picture-${picture}`)])));
    if (current !== post) return;
    forgetOldParts([name, ...needed]);
    showAbout(post, shown);
    showSaid(shown);
    fillFrames(shown, pictures);
  } catch {
    if (current === post) byId("said").textContent = filled(words.unloaded, { folder: settings.folder });
  }
};

const showPost = (post) => {
  current = post;
  placeAt = -1;
  byId("summary").hidden = true;
  byId("post").hidden = false;
  document.querySelector(".layout").classList.remove("shows-list");
  byId("post-title").textContent = post.title || words.unnamed;
  showAbout(post);
  showMark();
  history.replaceState(null, "", `#post-${post.number}`);
  scrollToRow(listed.indexOf(post));
  drawRows();
  loadPost(post);
};

const showSummary = () => {
  current = null;
  byId("summary").hidden = false;
  byId("post").hidden = true;
  document.querySelector(".layout").classList.remove("shows-list");
  history.replaceState(null, "", "#");
  drawRows();
};

const showList = () => {
  document.querySelector(".layout").classList.add("shows-list");
  drawRows();
};

const step = (distance) => {
  const at = current ? listed.indexOf(current) : -1;
  const next = listed[at < 0 ? 0 : at + distance];
  if (next) showPost(next);
};

const stepToPlace = () => {
  const places = [...document.querySelectorAll("#said button")].map((button) => button.textContent);
  if (!places.length) return;
  placeAt = (placeAt + 1) % places.length;
  showPlace(places[placeAt]);
};

// The list, of which only what is in view is there

const stateOf = (post) => {
  if (post.missing) return ["is-missing", `${words.legendMissing}: ${post.missing}`];
  const counts = new Map();
  for (const [kind, count] of post.kinds) counts.set(levels[kind], (counts.get(levels[kind]) ?? 0) + count);
  for (const level of ["lost", "approximated"]) if (counts.has(level)) return [`is-${level}`, `${levelWords[level]}: ${counts.get(level)}`];
  return ["", ""];
};

const rowOf = (post, at) => {
  const [className, said] = stateOf(post);
  const about = [post.date, post.category].filter(Boolean).join(" · ");
  const more = made("span", { className: "more" }, ...(said ? [made("b", { textContent: said }), about ? ` · ${about}` : ""] : [about]));
  const name = made("span", {}, made("span", { className: "name", textContent: post.title || words.unnamed }), more);
  const right = made("span", { className: "ok", textContent: isRight(post) ? "✓" : "", title: isRight(post) ? words.marked : "" });
  if (isRight(post)) right.append(made("span", { className: "unseen", textContent: words.marked }));
  const button = made("button", { type: "button", onclick: () => showPost(post) }, made("span", { className: "dot" }), name, right);
  if (post === current) button.ariaCurrent = "true";
  const row = made("div", { className: `row ${className}`, role: "listitem", ariaSetSize: String(listed.length), ariaPosInSet: String(at + 1) }, button);
  row.style.top = `${at * ROW_HEIGHT}px`;
  return row;
};

const drawRows = () => {
  const scroller = byId("scroller");
  const first = Math.max(0, Math.floor(scroller.scrollTop / ROW_HEIGHT) - MARGIN_ROWS);
  const end = Math.min(listed.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW_HEIGHT) + MARGIN_ROWS);
  const rows = byId("rows-shown");
  const focused = rows.contains(document.activeElement) ? document.activeElement.closest(".row").style.top : "";
  rows.style.height = `${listed.length * ROW_HEIGHT}px`;
  rows.replaceChildren(...listed.slice(first, end).map((post, at) => rowOf(post, first + at)));
  if (focused) [...rows.children].find((row) => row.style.top === focused)?.firstChild.focus({ preventScroll: true });
};

const scrollToRow = (at) => {
  const scroller = byId("scroller");
  if (at < 0 || !scroller.clientHeight) return;
  if (at * ROW_HEIGHT < scroller.scrollTop) scroller.scrollTop = at * ROW_HEIGHT;
  const bottom = (at + 1) * ROW_HEIGHT - scroller.clientHeight;
  if (bottom > scroller.scrollTop) scroller.scrollTop = bottom;
};

// Search and filters

const hasLevel = (post, level) => [...post.kinds.keys()].some((kind) => levels[kind] === level);

const SCORES = {
  missing: (post) => post.missing > 0,
  lost: (post) => post.gravity >= settings.grave,
  approximated: (post) => hasLevel(post, "approximated"),
  whole: (post) => !post.missing && !hasLevel(post, "lost") && !hasLevel(post, "approximated"),
};
const MARKS = { marked: isRight, unmarked: (post) => !isRight(post) };

const chosen = (id) => byId(id).value;

const filterPosts = () => {
  const wanted = chosen("search").normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  const [score, notice, category, year, mark] = ["by-score", "by-notice", "by-category", "by-year", "by-mark"].map(chosen);
  listed = posts.filter((post) => wanted.every((word) => post.searched.includes(word))
    && (!score || SCORES[score](post))
    && (!notice || post.kinds.has(Number(notice)))
    && (!category || post.category === category.slice(1))
    && (!year || post.date.slice(0, 4) === year.slice(1))
    && (!mark || MARKS[mark](post)));
  byId("found").textContent = listed.length ? filled(words.shown, { count: listed.length, total: posts.length }) : words.none;
  byId("scroller").scrollTop = 0;
  drawRows();
};

const clearFilters = () => {
  for (const id of ["search", "by-score", "by-notice", "by-category", "by-year", "by-mark"]) byId(id).value = "";
  filterPosts();
};

const countBy = (valuesOf) => {
  const counts = new Map();
  for (const post of posts) for (const value of valuesOf(post)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
};

// What is behind a value may be empty, which no option may be: a letter stands before it.
const offer = (id, any, options) => {
  byId(id).replaceChildren(made("option", { value: "", textContent: any }), ...options.map(([value, textContent]) => made("option", { value, textContent })));
  byId(id).onchange = filterPosts;
};

const offerFilters = () => {
  const frequent = (a, b) => b[1] - a[1];
  offer("by-score", words.anyScore, [["missing", words.scoreMissing], ["lost", words.scoreLost], ["approximated", words.scoreApproximated], ["whole", words.scoreWhole]]);
  const found = countBy((post) => post.kinds.keys()).sort(frequent);
  offer("by-notice", words.anyNotice, found.map(([kind, count]) => [kind, `${levelWords[levels[kind]]}: ${kinds[kind]} (${count})`]));
  const categories = countBy((post) => [post.category]).sort(frequent).slice(0, MOST_CATEGORIES);
  offer("by-category", words.anyCategory, categories.map(([name, count]) => [`=${name}`, `${name || words.noCategory} (${count})`]));
  const years = countBy((post) => [post.date.slice(0, 4)]).sort((a, b) => b[0].localeCompare(a[0]));
  offer("by-year", words.anyYear, years.map(([year, count]) => [`=${year}`, `${year || words.undated} (${count})`]));
  offer("by-mark", words.anyMark, [["unmarked", words.unmarked], ["marked", words.marked]]);
};

const showOfKind = (kind) => {
  clearFilters();
  byId("by-notice").value = kind;
  byId("filters").open = true;
  filterPosts();
  showList();
};

// Keys, and everything that is pressed

const toggleRight = () => {
  if (!current) return;
  toggleMark(current);
  showMark();
  drawRows();
};

const chooseView = (view) => {
  byId("frames").dataset.view = view;
  for (const button of document.querySelectorAll("[data-view][aria-pressed]")) button.ariaPressed = String(button.dataset.view === view);
};

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), n: stepToPlace, x: toggleRight,
  "/": () => { showList(); byId("search").focus(); }, Escape: () => (current ? showSummary() : clearFilters()),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || (typing && event.key !== "Escape")) return;
  const scrolls = event.key.startsWith("Arrow") && event.target.closest?.(".said, .of-source, summary");
  const act = KEYS[event.key];
  if (!act || scrolls) return;
  event.preventDefault();
  if (typing) typing.blur();
  else act();
});

byId("search").oninput = filterPosts;
byId("clear").onclick = clearFilters;
byId("export").onclick = exportMarks;
byId("to-summary").onclick = showSummary;
byId("to-list").onclick = showList;
byId("back").onclick = showList;
byId("next").onclick = () => step(1);
byId("previous").onclick = () => step(-1);
byId("right").onclick = toggleRight;
for (const button of document.querySelectorAll("[data-view][aria-pressed]")) button.onclick = () => chooseView(button.dataset.view);
for (const button of document.querySelectorAll("[data-kind]")) button.onclick = () => showOfKind(button.dataset.kind);

let isDrawing = false;
byId("scroller").addEventListener("scroll", () => {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => { isDrawing = false; drawRows(); });
});
addEventListener("resize", drawRows);
const goToHash = () => {
  const named = posts.find((post) => location.hash === `#post-${post.number}`);
  if (named && named !== current) showPost(named);
};
addEventListener("hashchange", goToHash);

offerFilters();
filterPosts();
byId("mark-count").textContent = filled(words.markCount, { count: posts.filter(isRight).length });
goToHash();
