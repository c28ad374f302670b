// Citations: the peek at a quote in its context, and the article reader beside the answer.
(() => {
  const { find, state, language, say, make, scrollTo, copy, routes } = window.hoibao;
  const pop = make("div", { id: "hb-pop", "aria-hidden": "true", hidden: "" });
  const reader = make("div", { id: "hb-reader", role: "dialog", hidden: "" });
  const PLACE = ["open", "revision", "start", "end", "span"];
  const LENS = '<svg class="hb-icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M10 3a7 7 0 1 0 4.2 12.6l5.1 5.1 1.4-1.4-5.1-5.1A7 7 0 0 0 10 3zm0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10z"/></svg>';
  const beside = matchMedia("(min-width: 1101px)"); // the article stands beside the answer

  // --- the peek -------------------------------------------------------------------------------
  const around = new Map(); // place of a quote -> HTML of the quote between its neighbours
  const key = (data) => PLACE.map((name) => data[name] || "").join("/");
  function peek(chip) {
    point(chip);
    pop.innerHTML = find(".hb-peek", chip).innerHTML;
    pop.hidden = false;
    put(chip);
    clearTimeout(peek.timer);
    peek.timer = setTimeout(() => widen(chip), 120);
  }
  function put(chip) {
    const at = chip.getBoundingClientRect(), size = pop.getBoundingClientRect();
    const side = find(".hb-sources", chip.closest(".hb-columns") || document.body)?.getBoundingClientRect();
    const edge = side && side.left > at.right ? side.left : innerWidth; // the card beside it is not covered
    const left = Math.max(12, Math.min(at.left - 20, edge - size.width - 12));
    const below = at.bottom + 8, above = at.top - size.height - 8;
    pop.style.left = `${left}px`;
    pop.style.top = `${below + size.height < innerHeight || above < 8 ? below : above}px`;
  }
  async function widen(chip) {
    const place = key(chip.dataset);
    try {
      if (!around.has(place)) around.set(place, await state.server.quote_around(PLACE.map((name) => chip.dataset[name] || "")));
    } catch { return; }
    const quote = find(".hb-peek-quote", pop);
    if (pop.hidden || !quote || !around.get(place) || peek.chip !== chip) return;
    quote.innerHTML = around.get(place);
    put(chip);
  }
  const unpeek = () => { pop.hidden = true; peek.chip = null; point(null); };
  /** The card of a number that is looked at, and no other, is marked. */
  function point(chip) {
    document.querySelectorAll("[data-pointed]").forEach((node) => node.removeAttribute("data-pointed"));
    if (chip) document.getElementById(chip.dataset.source)?.setAttribute("data-pointed", "");
  }
  for (const [start, stop] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(start, (event) => {
      const chip = event.target.closest?.(".hb-chip");
      if (chip && peek.chip !== chip) { peek.chip = chip; peek(chip); }
    });
    document.addEventListener(stop, (event) => {
      const chip = event.target.closest?.(".hb-chip");
      if (chip && !chip.contains(event.relatedTarget)) unpeek();
    });
  }
  addEventListener("scroll", unpeek, { passive: true });

  // --- the reader -----------------------------------------------------------------------------
  function show() {
    if (!reader.hidden) return;
    reader.replaceChildren();
    const bar = make("div", { class: "hb-reader-bar" });
    const place = make("b", { id: "hb-reader-place" }, say("reader"));
    const step = (by, sign, label) => make("button", { type: "button", class: "hb-close hb-step", "data-step": by, "aria-label": say(label), title: say(label) }, sign);
    const link = make("button", { type: "button", class: "hb-close", "data-link": "" }, say("copy_link"));
    const close = make("button", { type: "button", class: "hb-close", "data-close": "" }, `✕ ${say("close")}`);
    const seek = make("button", { type: "button", class: "hb-close", "data-find": "", "aria-label": say("find_here"), title: `${say("find_here")} (/)` });
    seek.innerHTML = LENS;
    bar.append(step("-1", "‹", "previous_source"), place, step("1", "›", "next_source"), make("i", {}), seek, link, close);
    reader.append(bar, make("div", { class: "hb-paper", tabindex: "0", role: "document", "aria-label": say("reader") }));
    reader.setAttribute("aria-label", say("reader"));
    reader.hidden = false;
    document.body.classList.add("hb-reading");
  }
  /** The buttons that open the sources of the same answer, in their order. */
  function trail(button) {
    const turn = button.closest(".hb-turn");
    return turn ? [...turn.querySelectorAll(".hb-card .hb-button[data-open]")] : [];
  }
  function atInTrail(button) {
    const own = state.trail.indexOf(button); // a card may open at several passages
    if (own >= 0) return own;
    const card = button.dataset.source ? document.getElementById(button.dataset.source) : button.closest(".hb-card");
    return state.trail.findIndex((one) => one.closest(".hb-card") === card);
  }
  function open(button) {
    if (!reader.contains(button)) {
      state.opener = button;
      state.trail = trail(button);
      state.at = atInTrail(button);
    }
    const opened = openAt({ ...button.dataset }); // it makes room beside the answer at once
    markActive(button);
    return opened;
  }
  async function openAt(data) {
    unpeek();
    const wasOpen = !reader.hidden;
    show();
    tellPlace();
    remember(data, wasOpen);
    window.hoibao.unfind();
    const paper = find(".hb-paper", reader);
    paper.replaceChildren(make("p", { class: "hb-waiting" }, say("loading")));
    const ticket = (open.ticket = (open.ticket || 0) + 1);
    let html;
    try { html = await state.server.open_article([...PLACE.map((name) => data[name] || ""), language()]); }
    catch { html = ""; }
    if (ticket !== open.ticket || reader.hidden) return;
    if (html) paper.innerHTML = html; else paper.textContent = say("failed");
    const sentence = find(".hb-sentence", paper);
    paper.scrollTop = 0;
    const last = [...paper.querySelectorAll(".hb-sentence")].pop();
    const low = last ? last.getBoundingClientRect().bottom - paper.getBoundingClientRect().top : 0;
    if (low > paper.clientHeight * 0.75) sentence.scrollIntoView({ block: "center" });
    (sentence || find("[data-close]", reader)).focus({ preventScroll: true });
  }
  function tellPlace() {
    const many = (state.trail || []).length > 1 && state.at >= 0;
    reader.querySelectorAll("[data-step]").forEach((one) => {
      const to = state.at + Number(one.dataset.step);
      one.hidden = !many;
      one.disabled = !many || to < 0 || to >= state.trail.length;
    });
    find("#hb-reader-place", reader).textContent = many
      ? say("source_place", { at: state.at + 1, of: state.trail.length }) : say("reader");
  }
  function step(by) {
    const next = (state.trail || [])[state.at + by];
    if (!next || !next.isConnected) return;
    state.at += by;
    markActive(next);
    openAt({ ...next.dataset });
  }
  function close({ back = true } = {}) {
    if (reader.hidden) return;
    reader.hidden = true;
    window.hoibao.unfind();
    document.body.classList.remove("hb-reading");
    unmark();
    if (back && history.state?.hoibao === "reader") history.back();
    else if (location.hash.startsWith("#bai/")) history.replaceState(null, "", location.pathname + location.search);
    if (state.opener && state.opener.isConnected) state.opener.focus();
  }
  const unmark = () => document.querySelectorAll(".hb-active").forEach((node) => node.classList.remove("hb-active"));
  function markActive(button) {
    unmark();
    const card = button.dataset.source ? document.getElementById(button.dataset.source) : button.closest(".hb-card");
    if (!card) return;
    card.classList.add("hb-active");
    document.querySelectorAll(`[data-source="${CSS.escape(card.id)}"]`).forEach((node) => node.classList.add("hb-active"));
    if (!button.dataset.source) return;
    if (!beside.matches) return scrollTo(card, "nearest");
    const from = scrollY; // what was pressed stays in sight, and its card where both have room
    card.scrollIntoView({ block: "nearest" });
    if (button.getBoundingClientRect().top < 40) window.scrollTo(0, from);
    button.scrollIntoView({ block: "nearest" });
  }

  // --- the address of an article or of a sentence in it ----------------------------------------
  function remember(data, wasOpen) {
    const address = `#bai/${PLACE.map((name) => encodeURIComponent(data[name] || "")).join("/")}`;
    if (location.hash === address) return;
    const put = wasOpen ? "replaceState" : "pushState";
    history[put]({ hoibao: wasOpen ? history.state?.hoibao : "reader" }, "", location.pathname + location.search + address);
  }
  function fromAddress() {
    if (!location.hash.startsWith("#bai/")) return close({ back: false });
    const parts = location.hash.slice(5).split("/").map((part) => { try { return decodeURIComponent(part); } catch { return ""; } });
    state.trail = [];
    if (parts[0]) openAt(Object.fromEntries(PLACE.map((name, place) => [name, parts[place] || ""])));
  }
  addEventListener("popstate", fromAddress);
  document.addEventListener("keydown", (event) => {
    if (find("dialog[open]") || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") { if (!pop.hidden) unpeek(); else close(); }
    if (!reader.contains(document.activeElement)) return;
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });
  /** A headline or a quote opens its article too; not for a reader who marks its words. */
  function openCard(node) {
    const button = find(".hb-button[data-open]", node.closest(".hb-passage, .hb-card"));
    if (button && getSelection().isCollapsed) open(button);
  }
  routes.push(["button[data-open]", open], ["button[data-close]", () => close()],
    [".hb-card-title, .hb-card .hb-quote", openCard],
    ["button[data-step]", (button) => step(Number(button.dataset.step))],
    ["button[data-link]", () => copy(location.href, "link_copied")]);
  Object.assign(window.hoibao, { pop, reader, closeReader: close, fromAddress });
})();
