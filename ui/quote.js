// Words chosen in the open article: copied with their source, or as a link that opens at them.
(() => {
  const { find, say, make, copy, reader, routes } = window.hoibao;
  const PART = "[data-at]"; // a paragraph knows where it begins in the article
  let chosen = null, going = 0;
  const partOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(PART);
  /** The place in the article, counted in characters as the server counts them. */
  function place(node, offset) {
    const part = partOf(node), before = new Range();
    before.setStart(part, 0);
    before.setEnd(node, offset);
    return Number(part.dataset.at) + [...before.toString()].length;
  }
  function choice() {
    const words = getSelection(), paper = find(".hb-paper", reader);
    if (reader.hidden || !paper || !words.rangeCount || words.isCollapsed) return null;
    const range = words.getRangeAt(0);
    if (!paper.contains(range.commonAncestorContainer)) return null;
    if (!partOf(range.startContainer) || !partOf(range.endContainer)) return null;
    const text = range.toString().replace(/\s+/g, " ").trim();
    const start = place(range.startContainer, range.startOffset), end = place(range.endContainer, range.endOffset);
    return text && end > start ? { text, start, end, ...find(".hb-paper-meta", paper).dataset } : null;
  }
  function look() {
    const now = choice();
    clearTimeout(going);
    // a touch on the buttons takes the choice back before it presses them
    if (!now) { going = setTimeout(() => { chosen = null; find("#hb-chosen")?.remove(); }, 400); return; }
    chosen = now;
    if (find("#hb-chosen")) return;
    const bar = make("div", { id: "hb-chosen" });
    for (const name of ["copy", "link"]) bar.append(make("button", { type: "button", class: "hb-pill", "data-part": name }, say(`part_${name}`)));
    bar.addEventListener("mousedown", (event) => event.preventDefault());
    reader.append(bar);
  }
  const inner = (text) => text.replace(/[“"”]/g, (mark) => ({ "“": "‘", "”": "’" })[mark] || "'");
  function take(button) {
    if (!chosen) return;
    const { text, start, end, article, revision, cite } = chosen;
    if (button.dataset.part === "copy") { copy(`“${inner(text)}” ${cite}`.trim(), "quote_copied"); return; }
    const where = [article, revision, start, end, ""].map((part) => encodeURIComponent(part)).join("/");
    copy(`${location.origin}${location.pathname}#bai/${where}`, "link_copied");
  }
  document.addEventListener("selectionchange", look);
  routes.push(["button[data-part]", take],
    ["button[data-quotation]", (button) => copy(button.dataset.quotation, "quote_copied")]);
})();
