// What the page does in the browser: citations, the article reader, dialogs, language and theme.
// It asks the server through the bridge component's functions and knows nothing of retrieval.
(() => {
  if (window.hoibao) return;
  const find = (selector, root = document) => root.querySelector(selector);
  const state = { server: null, texts: {}, opener: null, said: "" };
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const language = () => (/(?:^|; )hoibao_language=(vi|en)/.exec(document.cookie) || [])[1] || "vi";
  const say = (key) => (state.texts[language()] || {})[key] || key;
  const make = (tag, attributes = {}, text = "") => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text) node.textContent = text;
    return node;
  };
  const scrollTo = (node, block) =>
    node.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });

  // --- what floats: the peek at a quote, the toast, the reader ------------------------------
  const pop = make("div", { id: "hb-pop", "aria-hidden": "true", hidden: "" });
  const toast = make("div", { id: "hb-toast", role: "status", "aria-live": "polite" });
  const voice = make("div", { id: "hb-voice", class: "hb-hidden", role: "status", "aria-live": "polite" });
  const reader = make("div", { id: "hb-reader", role: "dialog", hidden: "" });

  function peek(chip) {
    pop.innerHTML = find(".hb-peek", chip).innerHTML;
    pop.hidden = false;
    const at = chip.getBoundingClientRect(), size = pop.getBoundingClientRect();
    const left = Math.min(Math.max(12, at.left - 20), innerWidth - size.width - 12);
    const below = at.bottom + 8, above = at.top - size.height - 8;
    pop.style.left = `${left}px`;
    pop.style.top = `${below + size.height < innerHeight || above < 8 ? below : above}px`;
  }
  const unpeek = () => { pop.hidden = true; };

  function tell(text) {
    toast.textContent = text;
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => { toast.textContent = ""; }, 5000);
  }

  // --- the article reader ---------------------------------------------------------------------
  function showReader() {
    if (!reader.hidden) return;
    reader.replaceChildren();
    const bar = make("div", { class: "hb-reader-bar" });
    const close = make("button", { type: "button", class: "hb-close", "data-close": "" }, `✕ ${say("close")}`);
    bar.append(make("b", {}, say("reader")), close);
    reader.append(bar, make("div", { class: "hb-paper", tabindex: "0", role: "document", "aria-label": say("reader") }));
    reader.setAttribute("aria-label", say("reader"));
    reader.hidden = false;
  }
  async function open(button) {
    unpeek();
    markActive(button);
    if (!reader.contains(button)) state.opener = button;
    showReader();
    const paper = find(".hb-paper", reader), data = button.dataset;
    paper.replaceChildren(make("p", { class: "hb-waiting" }, say("loading")));
    const ticket = (open.ticket = (open.ticket || 0) + 1);
    let html;
    try {
      html = await state.server.open_article([data.open, data.revision || "", data.start || "", data.end || "", data.span || "", language()]);
    } catch { html = ""; }
    if (ticket !== open.ticket || reader.hidden) return;
    if (html) paper.innerHTML = html; else paper.textContent = say("failed");
    const sentence = find(".hb-sentence", paper);
    paper.scrollTop = 0;
    if (sentence) sentence.scrollIntoView({ block: "center" });
    (sentence || find(".hb-close", reader)).focus({ preventScroll: true });
  }
  function closeReader() {
    if (reader.hidden) return;
    reader.hidden = true;
    document.querySelectorAll(".hb-active").forEach((node) => node.classList.remove("hb-active"));
    if (state.opener && state.opener.isConnected) state.opener.focus();
  }
  function markActive(button) {
    document.querySelectorAll(".hb-active").forEach((node) => node.classList.remove("hb-active"));
    const card = button.dataset.source ? document.getElementById(button.dataset.source) : button.closest(".hb-card");
    if (!card) return;
    card.classList.add("hb-active");
    if (button.dataset.source) { button.classList.add("hb-active"); scrollTo(card, "nearest"); }
  }

  // --- dialogs --------------------------------------------------------------------------------
  function dialog(title, body, choices) {
    const box = make("dialog", { class: "hb-dialog", "aria-label": title });
    const foot = make("div", { class: "hb-dialog-foot" });
    const back = document.activeElement;
    for (const { label, run, main } of [{ label: say("cancel") }, ...choices]) {
      const button = make("button", { type: "button", class: main ? "hb-pill" : "hb-pill", "aria-pressed": String(Boolean(main)) }, label);
      button.removeAttribute(main ? "data-none" : "aria-pressed");
      button.addEventListener("click", () => { if (run) run(box); box.close(); });
      foot.append(button);
    }
    box.append(make("h2", {}, title), ...body, foot);
    box.addEventListener("close", () => { box.remove(); if (back && back.isConnected) back.focus(); });
    document.body.append(box);
    box.showModal();
  }
  const answerOf = (node) => node.closest(".hb-turn").dataset.answer;
  async function sendFeedback(answer, useful, reason, comment) {
    try { await state.server.keep_feedback([answer, useful, reason, comment]); tell(say("thanks")); }
    catch { tell(say("failed")); }
  }
  function askWhy(button) {
    const reasons = ["wrong", "source", "missing", "should_refuse", "should_answer"].map((name) => {
      const label = make("label", {});
      label.append(make("input", { type: "radio", name: "hb-reason", value: name }), say(`reason_${name}`));
      return label;
    });
    const more = make("textarea", { "aria-label": say("feedback_more"), placeholder: say("feedback_more"), maxlength: "2000" });
    const answer = answerOf(button);
    dialog(say("feedback_why"), [...reasons, more], [{ label: say("feedback_send"), main: true, run: (box) => {
      const chosen = find("input:checked", box);
      sendFeedback(answer, false, chosen ? chosen.value : "", more.value);
    } }]);
  }
  function exportAnswer(button) {
    const answer = answerOf(button);
    const save = (format) => async () => {
      try {
        const file = await state.server.export_answer([answer, format, language()]);
        const link = make("a", { download: file.name, href: URL.createObjectURL(new Blob([file.text], { type: file.type })) });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      } catch { tell(say("failed")); }
    };
    dialog(say("do_export"), [], ["Markdown", "HTML", "JSON"].map((name) => ({ label: name, run: save(name.toLowerCase()), main: name === "Markdown" })));
  }
  async function copy(text) {
    try { await navigator.clipboard.writeText(text); tell(say("copied")); }
    catch {
      const area = make("textarea", { class: "hb-hidden" });
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      tell(say(done ? "copied" : "copy_failed"));
    }
  }
  function removeArticle(button) {
    const { remove: article_id, title } = button.dataset;
    const run = () => window.hoibao.tellList("delete", { article_id, title });
    dialog(say("remove_ask"), [make("p", {}, title)], [{ label: say("remove"), main: true, run }]);
  }

  // --- asking ---------------------------------------------------------------------------------
  function ask(text) {
    const area = find("#hb-question textarea");
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => find("#hb-ask").click());
  }
  const acts = {
    copy: (button) => copy(button.dataset.copy),
    export: exportAnswer,
    good: (button) => { button.setAttribute("aria-pressed", "true"); sendFeedback(answerOf(button), true, "", ""); },
    bad: askWhy,
    retry: () => find("#hb-retry").click(),
    new: () => { closeReader(); find("#hb-new").click(); find("#hb-question textarea").focus(); },
    edit: () => { find("#hb-edit").click(); find("#hb-question textarea").focus(); },
  };
  function follow() {
    const turn = find("#hb-current .hb-turn");
    if (!turn) return;
    const key = `${turn.dataset.turn} ${find(".hb-question", turn).textContent}`;
    const busy = turn.classList.contains("hb-busy");
    if (busy && follow.key !== key) { follow.key = key; closeReader(); scrollTo(turn, "start"); }
    if (!busy && follow.key === key && turn.dataset.said && state.said !== key) voice.textContent = turn.dataset.said;
    state.said = busy ? "" : key;
  }

  // --- language and theme ---------------------------------------------------------------------
  function setLanguage(wanted) {
    document.cookie = `hoibao_language=${wanted}; path=/; max-age=31536000; samesite=lax`;
    location.reload();
  }
  function setTheme(wanted) {
    if (wanted) localStorage.setItem("hoibao-theme", wanted);
    const chosen = localStorage.getItem("hoibao-theme") || "system";
    const dark = chosen === "dark" || (chosen === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.body.classList.toggle("dark", dark);
    document.querySelectorAll("[data-theme]").forEach((node) => node.setAttribute("aria-pressed", String(node.dataset.theme === chosen)));
  }
  const setTongue = () => { if (document.documentElement.lang !== language()) document.documentElement.lang = language(); };

  // --- one listener for everything ------------------------------------------------------------
  function filterQuestions(button) {
    const report = button.closest(".hb-eval");
    report.querySelectorAll(".filter button").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
    report.querySelectorAll("details[data-outcome]").forEach((one) => { one.hidden = Boolean(button.value) && one.dataset.outcome !== button.value; });
  }
  const routes = [
    [".hb-eval .filter button", filterQuestions],
    ["button[data-open]", open],
    ["button[data-close]", closeReader],
    ["button[data-do]", (button) => acts[button.dataset.do](button)],
    ["button[data-ask]", (button) => ask(button.dataset.ask)],
    ["button[data-remove]", removeArticle],
    ["button[data-undo]", (button) => window.hoibao.tellList("undo", { article_id: button.dataset.undo })],
    ["button[data-language]", (button) => setLanguage(button.dataset.language)],
    ["button[data-theme]", (button) => setTheme(button.dataset.theme)],
  ];
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    for (const [selector, run] of routes) {
      const button = event.target.closest(selector);
      if (button) return run(button);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || find("dialog[open]")) return;
    if (!pop.hidden) unpeek(); else closeReader();
  });
  for (const [start, stop] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(start, (event) => { const chip = event.target.closest?.(".hb-chip"); if (chip) peek(chip); });
    document.addEventListener(stop, (event) => { if (event.target.closest?.(".hb-chip")) unpeek(); });
  }
  addEventListener("scroll", unpeek, { passive: true });

  window.hoibao = {
    connect(element, server, texts) {
      state.server = server;
      state.texts = texts;
      if (!toast.isConnected) document.body.append(pop, toast, voice, reader);
      performance.mark("hoibao-ready");
      setTongue();
      new MutationObserver(setTongue).observe(document.documentElement, { attributeFilter: ["lang"] });
      setTheme();
      new MutationObserver(() => { follow(); setTheme(); }).observe(document.body, { childList: true, subtree: true });
    },
  };
})();
