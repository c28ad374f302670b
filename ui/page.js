// The page as a whole: asking, following an answer, language and theme, one listener for presses.
(() => {
  const { find, state, language, say, make, scrollTo, toast, voice, pop, reader, routes } = window.hoibao;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const fine = () => matchMedia("(pointer: fine)").matches;

  // --- asking ---------------------------------------------------------------------------------
  const box = () => find("#hb-question textarea");
  function fill(area, text) {
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function ask(button) {
    fill(box(), button.dataset.ask);
    requestAnimationFrame(() => find("#hb-ask").click());
  }
  function tryClaim(button) {
    fill(find("#hb-claim textarea"), button.dataset.claim);
    requestAnimationFrame(() => find("#hb-check").click());
  }
  /** Show a question that was just sent, and empty the box: the answer's first text replaces it. */
  function pend(question) {
    const asked = String(question || "").trim();
    if (!asked) return;
    unpend();
    const turn = make("article", { id: "hb-pending", class: "hb-turn", "aria-busy": "true" });
    const waiting = make("p", { class: "hb-waiting" });
    waiting.append(make("span", { class: "hb-dots", "aria-hidden": "true" }), say("searching"));
    turn.append(make("h2", { class: "hb-question" }, asked), waiting);
    Object.assign(pend, { asked, before: keyOf(find("#hb-current .hb-turn")), notices: notices(), from: scrollY, held: true });
    find("#hb-current").after(turn);
    if (box().value.trim() === asked) fill(box(), "");
    window.hoibao.closeReader();
    if (find(":is(#hb-past, #hb-current) .hb-turn")) scrollTo(turn, "start"); else window.scrollTo(0, 0);
    if (!fine()) box().blur();
    pend.folded = matchMedia("(max-width: 640px)").matches && find("#hb-filters > button.open");
    if (pend.folded) pend.folded.click(); // a phone's screen is for the answer
  }
  /** Wait until the page has been filled for this reader: that must not come over an answer. */
  const greeted = () => new Promise((done) => {
    const look = () => { if (find("[data-greeted]")) end(); };
    const watch = new MutationObserver(look), late = setTimeout(() => end(), 20000);
    const end = () => { watch.disconnect(); clearTimeout(late); done(); };
    watch.observe(document.body, { childList: true, subtree: true });
    look();
  });
  const notices = () => all(".toast-body").length;
  const unpend = () => find("#hb-pending")?.remove();
  /** Nothing more comes: a question that was refused by a notice goes back into the box. */
  function settle(stopped = false) {
    if (!find("#hb-pending")) return;
    unpend();
    if (stopped) return;
    if (pend.folded) pend.folded.click();
    if (!box().value) fill(box(), pend.asked);
    window.scrollTo(0, pend.from);
  }
  /** The greeting anew where nothing was asked yet: the articles have changed. */
  function greet() {
    if (find("#hb-current .hb-welcome") && !find("#hb-pending")) find("#hb-new").click();
  }
  /** Again while the questions to try are still being tried, unless the reader is among them. */
  async function renew() {
    const welcome = () => find("#hb-current .hb-welcome[data-trying]:not(:has(:focus, .hb-examples :hover))");
    for (let tries = 0; tries < 12; tries += 1) {
      await new Promise((later) => setTimeout(later, 2500));
      if (!find("#hb-current .hb-welcome[data-trying]")) return;
      let html = "";
      try { html = welcome() ? await state.server.greeting([language()]) : ""; } catch { return; }
      if (html && welcome()) welcome().outerHTML = html; // only where no answer has come meanwhile
    }
  }
  const keyOf = (turn) => turn ? `${turn.dataset.turn} ${find(".hb-question", turn).textContent}` : "";
  /** Keep a question where it was scrolled to while its answer and the one before it change their
      heights; whoever scrolls meanwhile is left alone. */
  function hold(turn) {
    if (!pend.held || !find("#hb-past .hb-turn")) return;
    const off = turn.getBoundingClientRect().top - parseFloat(getComputedStyle(turn).scrollMarginTop);
    if (Math.abs(off) > 1) window.scrollBy({ top: off, behavior: "instant" });
  }
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(kind, (event) => { if (event.key !== "Enter") pend.held = false; }, { passive: true, capture: true });
  }
  /** Scroll to a new question once, say its answer once, and leave the cursor where it is of use. */
  function follow() {
    const turn = find("#hb-current .hb-turn");
    if (!turn) return;
    document.title = `${find(".hb-question", turn).textContent} – Hỏi Báo`;
    const key = keyOf(turn), busy = turn.classList.contains("hb-busy");
    const taken = find("#hb-pending") && key !== pend.before;
    if (taken) unpend();
    if (taken || busy) follow.key = key;
    if (!find("#hb-pending")) hold(turn);
    if (!busy && follow.key === key && turn.dataset.said && state.said !== key) {
      voice.textContent = turn.dataset.said;
      if (fine() && document.activeElement === document.body) box().focus({ preventScroll: true });
    }
    state.said = busy ? "" : key;
    if (busy) offer.key = "";
    else if (offer.key !== key) { offer.key = key; offer(turn); }
  }
  /** What could be asked next, once the answer stands; nothing waits for it. */
  async function offer(turn) {
    const { answer, seal } = turn.dataset;
    if (!answer || !seal) return;
    let questions = null;
    for (let tries = 0; questions === null && tries < 6; tries += 1) {
      await new Promise((later) => setTimeout(later, 1500)); // who asks on at once is not slowed
      if (!turn.isConnected || find("#hb-pending") || box().value) return;
      try { questions = await state.server.next_questions([answer, seal]); } catch { return; }
    }
    if (!questions?.length || !turn.isConnected || find("#hb-pending") || find(".hb-next", turn)) return;
    const heading = say(turn.classList.contains("hb-refused") ? "known_heading" : "next_heading");
    const part = make("section", { class: "hb-next", "aria-label": heading });
    const list = make("ul", { class: "hb-examples" });
    for (const question of questions) {
      const item = make("li");
      item.append(make("button", { type: "button", "data-ask": question }, question));
      list.append(item);
    }
    part.append(make("h3", { class: "hb-label" }, heading), list);
    find(".hb-columns", turn)?.append(part);
  }
  // A Vietnamese typist's Enter ends a syllable that is being composed; it must not send it.
  document.addEventListener("keydown", (event) => {
    const area = event.target.closest?.("#hb-question textarea, #hb-claim textarea");
    if (!area || event.key !== "Enter") return;
    if (event.isComposing || event.keyCode === 229) event.stopPropagation();
    else if (area.closest("#hb-claim") && (event.ctrlKey || event.metaKey)) find("#hb-check").click();
  }, true);

  // --- language and theme ---------------------------------------------------------------------
  function setLanguage(button) {
    document.cookie = `hoibao_language=${button.dataset.language}; path=/; max-age=31536000; samesite=lax`;
    location.reload();
  }
  const kept = () => { try { return localStorage.getItem("hoibao-theme") || "system"; } catch { return "system"; } };
  const isDark = () => kept() === "dark" || (kept() === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  function setTheme() {
    document.body.classList.toggle("dark", isDark());
    all("[data-theme]").forEach((node) => node.setAttribute("aria-pressed", String(node.dataset.theme === kept())));
  }
  function chooseTheme(button) {
    const wanted = button.dataset.theme || (isDark() ? "light" : "dark");
    try { localStorage.setItem("hoibao-theme", wanted); } catch { /* a browser that keeps nothing */ }
    setTheme();
  }
  const setTongue = () => { if (document.documentElement.lang !== language()) document.documentElement.lang = language(); };
  /** Gradio's own few words that it does not translate: labels of buttons, its notices. */
  function translate() {
    const words = state.texts[language()]?.gradio || {};
    for (const [theirs, ours] of Object.entries(words)) {
      all(`[aria-label="${theirs}"]`).forEach((node) => node.setAttribute("aria-label", ours));
    }
    for (const node of all(".toast-wrap :is(.toast-title, .toast-text)")) {
      const ours = words[node.textContent.trim()];
      if (ours) node.textContent = ours;
    }
    find("#hb-outlets input")?.setAttribute("placeholder", find("#hb-outlets .token") ? "" : say("outlets_hint"));
  }

  // --- one listener for everything ------------------------------------------------------------
  function filterQuestions(button) {
    const report = button.closest(".hb-eval");
    report.querySelectorAll(".filter button").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
    report.querySelectorAll("details[data-outcome]").forEach((one) => { one.hidden = Boolean(button.value) && one.dataset.outcome !== button.value; });
  }
  routes.push([".hb-eval .filter button", filterQuestions], ["button[data-ask]", ask],
    ["button[data-claim]", tryClaim], ["button[data-language]", setLanguage],
    ["button[data-theme], button[data-switch-theme]", chooseTheme]);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    for (const [selector, run] of routes) {
      const button = event.target.closest(selector);
      if (button) return run(button);
    }
  });
  let due = 0;
  function changed() {
    follow();
    if (find("#hb-pending") && notices() > pend.notices) settle();
    pend.notices = Math.min(pend.notices, notices());
    if (!due) due = requestAnimationFrame(() => { due = 0; setTheme(); translate(); window.hoibao.tellFilters(); });
  }

  addEventListener("pagehide", () => {
    const asked = find("#hb-pending") ? pend.asked : find("#hb-current .hb-busy .hb-question")?.textContent;
    if (asked) window.hoibao.keepDraft(asked);
  });
  Object.assign(window.hoibao, { renew, pend, settle, greeted, greet });
  window.hoibao.connect = (element, server, texts) => {
    Object.assign(state, { server, texts });
    if (!toast.isConnected) document.body.append(pop, toast, voice, reader);
    find("#hb-opening")?.remove();
    performance.mark("hoibao-ready");
    greeted().then(() => { // the question that a session's end or a reload kept from being answered
      const draft = window.hoibao.draft(), last = find("#hb-current .hb-question")?.textContent;
      if (box() && !box().value && draft !== last) fill(box(), draft);
      renew();
    });
    setTongue();
    new MutationObserver(setTongue).observe(document.documentElement, { attributeFilter: ["lang"] });
    setTheme();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", setTheme);
    new MutationObserver(changed).observe(document.body, { childList: true, subtree: true });
    if (location.hash.startsWith("#bai/")) window.hoibao.fromAddress();
  };
})();
