// Keys for the whole page: "/" leads to the box of the open tab, "?" says which keys there are.
(() => {
  const { say, make, dialog, routes } = window.hoibao;
  const BOXES = "#hb-question textarea, #hb-claim textarea, #hb-search :is(input, textarea)";
  const KEYS = ["/", "Enter", "Shift + Enter", "Tab", "← →", "Esc", "?"];
  const typing = (node) => node.matches?.("input, textarea, select, [contenteditable]");
  function help() {
    const list = make("dl", { class: "hb-keys" });
    KEYS.forEach((key, place) => list.append(make("dt", {}, key), make("dd", {}, say(`key_${place}`))));
    dialog(say("keys"), [list], [], "close");
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?") { event.preventDefault(); help(); }
    if (event.key !== "/") return;
    const box = [...document.querySelectorAll(BOXES)].find((one) => one.offsetParent);
    if (!box) return;
    event.preventDefault();
    box.focus();
  });
  routes.push(["button[data-keys]", help]);
})();
