// Finding words in the open article, with or without marks; the browser's own search would go
// through the whole page and is hidden in menus on a phone.
(() => {
  const { find, say, make, calm, reader } = window.hoibao;
  const plain = (char) => char === "đ" || char === "Đ" ? "d" : char.normalize("NFD")[0].toLowerCase();
  let ranges = [], at = -1;
  const paint = (name, list) => {
    if (!window.CSS?.highlights) return; // the count and the scrolling work without colours too
    if (list.length) CSS.highlights.set(name, new Highlight(...list)); else CSS.highlights.delete(name);
  };
  /** Where a text begins that is as typed: a letter typed with marks must have them. */
  function places(text, wanted) {
    const each = [...Array(text.length).keys()].map((n) => text[n]);
    const low = each.map((char) => char.toLowerCase()), bare = each.map(plain);
    const same = (n, char) => low[n] === char || bare[n] === char;
    const found = [];
    for (let start = 0; start + wanted.length <= text.length; start += 1) {
      let n = 0;
      while (n < wanted.length && same(start + n, wanted[n])) n += 1;
      if (n === wanted.length) { found.push(start); start += n - 1; }
    }
    return found;
  }
  function look(typed) {
    const wanted = typed.normalize("NFC").toLowerCase().trim().replace(/\s+/g, " ");
    ranges = []; at = -1;
    const paper = find(".hb-paper", reader);
    if (wanted && paper) {
      for (const part of paper.querySelectorAll(".hb-paper-title, .hb-paper-text p")) ranges.push(...within(part, wanted));
    }
    paint("hb-find", ranges);
    go(ranges.length ? 0 : -1);
  }
  /** Ranges in one paragraph, across the marked sentence's border too. */
  function within(part, wanted) {
    const nodes = [], walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walk.nextNode()) { nodes.push([text.length, walk.currentNode]); text += walk.currentNode.textContent; }
    const put = (range, side, place) => {
      const [from, node] = nodes.filter(([start]) => side === "setStart" ? start <= place : start < place).pop();
      range[side](node, place - from);
    };
    return places(text, wanted).map((start) => {
      const range = new Range();
      put(range, "setStart", start); put(range, "setEnd", start + wanted.length);
      return range;
    });
  }
  function go(to) {
    at = to;
    const range = ranges[at];
    paint("hb-find-now", range ? [range] : []);
    const typed = field()?.value.trim();
    find("#hb-find-place").textContent = range ? say("find_place", { at: at + 1, of: ranges.length }) : typed ? say("find_none") : "";
    range?.startContainer.parentElement.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  }
  const field = () => find("#hb-find input", reader);
  function close() {
    find("#hb-find")?.remove();
    ranges = []; at = -1;
    paint("hb-find", []); paint("hb-find-now", []);
  }
  function open() {
    if (field()) return field().select();
    const row = make("div", { id: "hb-find", role: "search" });
    const input = make("input", { type: "search", "aria-label": say("find_here"), placeholder: say("find_here"), autocomplete: "off" });
    row.append(input, make("span", { id: "hb-find-place", role: "status" }));
    find(".hb-reader-bar", reader).after(row);
    input.addEventListener("input", () => look(input.value));
    input.addEventListener("keydown", (event) => {
      event.stopPropagation(); // arrows and Escape are the field's here
      if (event.key === "Enter" && ranges.length) go((at + (event.shiftKey ? -1 : 1) + ranges.length) % ranges.length);
      if (event.key === "Escape") { event.preventDefault(); close(); find("[data-find]", reader).focus(); }
    });
    input.focus();
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || reader.hidden) return;
    if (event.target.matches?.("input, textarea") || !reader.contains(document.activeElement)) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  }, true);
  window.hoibao.routes.push(["button[data-find]", () => find("#hb-find") ? close() : open()]);
  window.hoibao.unfind = close;
})();
