// Opens pages of a site in a frame, and writes what a reader sees of them into this page: [{path, text, pictures}].
// A picture behind an element whose child has a colour that lets nothing through is not seen.
const isCovered = (element, page) =>
  [...element.children].some((child) => page.getComputedStyle(child).backgroundColor.startsWith("rgb("));

const picturesOf = (page) => {
  const all = [...page.document.querySelectorAll("body *")].filter((one) => one.checkVisibility());
  const behind = all.filter((one) => page.getComputedStyle(one).backgroundImage.includes("url(") && !isCovered(one, page));
  return [...all.filter((one) => one.localName === "img").map((one) => one.currentSrc || one.src), ...behind.map((one) => page.getComputedStyle(one).backgroundImage)];
};

const seen = [];
for (const path of JSON.parse(document.querySelector("script").dataset.paths)) {
  const frame = document.createElement("iframe");
  Object.assign(frame.style, { width: "1280px", height: "3000px", border: "0" });
  frame.src = path;
  const loaded = new Promise((done) => { frame.onload = done; });
  document.body.append(frame);
  await loaded;
  seen.push({ path, text: frame.contentDocument.body.innerText, pictures: picturesOf(frame.contentWindow) });
  frame.remove();
}
document.body.textContent = JSON.stringify(seen);
