// The search of a blog in Korean. A word is found wherever it stands, without the particle at its end if need be: 파이썬이 finds
// 파이썬은, and 여행 제주여행을. Words in Latin letters are found at their beginning, and C, C++ and C# are three.

const PARTICLES = (
  "에서부터 으로부터 에게서 에서는 에서도 으로는 으로도 으로서 으로써 이라는 이라고 이라도 한테서 까지는 까지도 부터는 " +
  "에서 에게 에는 에도 에의 으로 로는 로도 로서 로써 로부터 이나 이란 이라 라는 라고 라도 이며 이고 이다 한테 께서 까지 부터 " +
  "처럼 보다 마다 조차 마저 밖에 하고 이랑 와의 과의 와는 과는 들은 들이 들을 들의 들도 들에 " +
  "은 는 이 가 을 를 의 에 와 과 도 로 만 나 란 랑 며 고 들 인"
).split(" ");
const FEWEST_OF_A_LONG_WORD = 4;

export const normalise = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();

const isLetterOfWord = (character) => /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]/u.test(character || "");

// How often a word is in a text, and where first; one in Latin letters only where a word begins, and as a whole if it is one letter.
const occurrences = (text, word) => {
  let [count, first, whole] = [0, -1, 0];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const [before, after] = [text[at - 1], text[at + word.length]];
    const begins = !isLetterOfWord(word[0]) || !isLetterOfWord(before);
    const ends = !isLetterOfWord(word[word.length - 1]) || !(isLetterOfWord(after) || /[+#]/.test(after || ""));
    if (begins && (ends || word.length > 1)) {
      count += 1;
      whole += ends ? 1 : 0;
      first = first < 0 ? at : first;
    }
  }
  return { count, first, whole };
};

// A word without each particle that it may end in, the longest particle first, as long as a word is left.
const stems = (word) => PARTICLES.filter((particle) => word.endsWith(particle)).map((particle) => word.slice(0, -particle.length));

const pairs = (word) => [...new Set([...word].slice(1).map((character, at) => [...word][at] + character))];

const score = (post, word) => {
  const [title, terms, text] = [post.title, post.terms, post.text].map((part) => occurrences(part, word));
  const value = (part, weight) => (part.count ? weight * (1 + (part.whole ? 0.5 : 0)) : 0);
  return value(title, 10) + value(terms, 5) + value(text, 1) + Math.min(text.count, 10) / 10;
};

// The posts in which one of several forms of a word is, each with the form that counts most there.
const matchesOfForms = (posts, forms) => {
  const best = (post) => forms.map(([form, weight]) => ({ form, value: weight * score(post, form) })).reduce((one, other) => (other.value > one.value ? other : one));
  return new Map((forms.length ? posts : []).map((post) => [post, best(post)]).filter(([, match]) => match.value > 0));
};

// The posts that have most pairs of letters of a long word: 제주여행 is near 제주 여행.
const matchesOfPairs = (posts, word) => {
  const parts = word.length >= FEWEST_OF_A_LONG_WORD && !isLetterOfWord(word[0]) ? pairs(word) : [];
  const shared = posts.map((post) => [post, parts.filter((part) => `${post.title} ${post.terms} ${post.text}`.includes(part))]);
  const near = shared.filter(([, those]) => those.length && those.length >= parts.length * 0.6);
  return new Map(near.map(([post, those]) => [post, { form: those[0], value: those.length / parts.length }]));
};

// The posts a word is in, each with how well it fits: as it is, or without its particle if two letters are left. What finds nothing
// is tried with one letter left, and then by its parts.
const matchesOfWord = (posts, word) => {
  const known = stems(word);
  const [long, short] = [known.filter((stem) => stem.length > 1), known.filter((stem) => stem.length === 1)];
  const tries = [
    () => matchesOfForms(posts, [[word, 1], ...long.map((stem) => [stem, 0.6])]),
    () => matchesOfForms(posts, short.map((stem) => [stem, 0.4])),
    () => matchesOfPairs(posts, long[0] || word),
  ];
  return tries.reduce((found, attempt) => (found.size ? found : attempt()), new Map());
};

// The posts that have every word of a query, the best first, each with the forms of the words that were found in it.
export const search = (posts, query) => {
  const words = [...new Set(normalise(query).split(" "))].filter(Boolean);
  const matches = words.map((word) => matchesOfWord(posts, word));
  const found = words.length ? posts.filter((post) => matches.every((match) => match.has(post))) : [];
  const value = (post) => matches.reduce((sum, match) => sum + match.get(post).value, 0);
  return found
    .map((post) => ({ post, value: value(post), forms: matches.map((match) => match.get(post).form) }))
    .sort((one, other) => other.value - one.value || other.post.date.localeCompare(one.post.date));
};

// A post of the index with what is searched in it beside what is shown.
export const prepare = (entry) => ({
  ...entry,
  shown: entry.text,
  shownTitle: entry.title,
  title: normalise(entry.title),
  terms: normalise(entry.terms.join(" ")),
  text: normalise(entry.text),
});

const marked = (text, words) => {
  const fragment = document.createDocumentFragment();
  const normal = text.toLowerCase();
  let at = 0;
  while (at < text.length) {
    const next = words.map((word) => ({ word, at: normal.indexOf(word, at) })).filter((one) => one.at >= 0).sort((a, b) => a.at - b.at)[0];
    if (!next) break;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(next.at, next.at + next.word.length);
    fragment.append(text.slice(at, next.at), mark);
    at = next.at + next.word.length;
  }
  fragment.append(text.slice(at));
  return fragment;
};

const excerpt = (post, words) => {
  const places = words.map((word) => occurrences(post.text, word).first).filter((place) => place >= 0);
  const start = Math.max(0, Math.min(...places, post.shown.length) - 40);
  const from = places.length ? start : 0;
  return (from ? "… " : "") + post.shown.slice(from, from + 140) + (from + 140 < post.shown.length ? " …" : "");
};

const item = ({ post, forms: words }) => {
  const [line, link, text, date] = ["li", "a", "p", "small"].map((name) => document.createElement(name));
  link.href = post.url;
  link.append(marked(post.shownTitle, words));
  date.textContent = post.date && ` ${post.date.split("-").map(Number).join(". ")}.`;
  text.append(marked(excerpt(post, words), words));
  line.append(link, date, text);
  return line;
};

const MOST = 50;

const start = (form) => {
  const [field, status, list] = [form.elements.q, document.querySelector("[role=status]"), document.querySelector(".found")];
  let loading;
  const load = () => (loading ??= Promise.all(form.dataset.index.split(" ").filter(Boolean).map((url) => fetch(url).then((answer) => answer.json()))))
    .then((parts) => parts.flat().map(prepare));
  const show = async () => {
    const query = field.value;
    if (!normalise(query)) { list.replaceChildren(); status.textContent = ""; return; }
    status.textContent = "찾는 중입니다.";
    try {
      const found = search(await load(), query);
      if (query !== field.value) return;
      status.textContent = found.length ? `${found.length}개를 찾았습니다.` : "찾은 글이 없습니다.";
      list.replaceChildren(...found.slice(0, MOST).map(item));
    } catch { status.textContent = "찾아보기를 불러오지 못했습니다. 다시 해 보세요."; loading = undefined; }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
    show();
  });
  field.addEventListener("focus", () => { load().catch(() => { loading = undefined; }); }, { once: true });
  field.addEventListener("input", show);
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value) show();
};

if (globalThis.document?.querySelector("form[data-index]")) start(document.querySelector("form[data-index]"));
