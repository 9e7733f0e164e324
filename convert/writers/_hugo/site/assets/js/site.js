// What a page does not need to be read: the switch of light and dark, and buttons that copy code.
const root = document.documentElement;
const button = document.querySelector(".theme");
const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const tellState = () => button.setAttribute("aria-pressed", String(isDark()));
button.hidden = false;
tellState();
button.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  tellState();
  try { localStorage.setItem("theme", root.dataset.theme); } catch { /* A browser that stores nothing forgets it with the page. */ }
});

for (const block of navigator.clipboard ? document.querySelectorAll(".body pre") : []) {
  const frame = document.createElement("div");
  const copy = document.createElement("button");
  frame.className = "copied";
  copy.className = "copy";
  copy.type = "button";
  copy.textContent = "복사";
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText((block.querySelector("code") || block).textContent);
    copy.textContent = "복사됨";
    setTimeout(() => { copy.textContent = "복사"; }, 2000);
  });
  block.replaceWith(frame);
  frame.append(block, copy);
}
