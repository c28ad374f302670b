// What the page's other scripts share: finding, making, saying, telling. Knows no feature.
(() => {
  if (window.hoibao) return;
  const find = (selector, root = document) => root.querySelector(selector);
  const state = { server: null, texts: {}, opener: null, said: "" };
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const language = () => (/(?:^|; )hoibao_language=(vi|en)/.exec(document.cookie) || [])[1] || "vi";
  const say = (key, values = {}) => Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, value), (state.texts[language()] || {})[key] || key);
  const make = (tag, attributes = {}, text = "") => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text) node.textContent = text;
    return node;
  };
  const scrollTo = (node, block) =>
    node.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });

  const toast = make("div", { id: "hb-toast", role: "status", "aria-live": "polite" });
  const voice = make("div", { id: "hb-voice", class: "hb-hidden", role: "status", "aria-live": "polite" });
  function tell(text) {
    toast.textContent = text;
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => { toast.textContent = ""; }, 5000);
  }
  async function copy(text, done = "copied") {
    try { await navigator.clipboard.writeText(text); tell(say(done)); }
    catch {
      const area = make("textarea", { class: "hb-hidden" });
      area.value = text;
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      tell(say(copied ? done : "copy_failed"));
    }
  }
  function dialog(title, body, choices, leave = "cancel") {
    const box = make("dialog", { class: "hb-dialog", "aria-label": title });
    const foot = make("div", { class: "hb-dialog-foot" });
    const back = document.activeElement;
    for (const { label, run, main } of [{ label: say(leave) }, ...choices]) {
      const button = make("button", { type: "button", class: main ? "hb-pill hb-main" : "hb-pill" }, label);
      button.addEventListener("click", () => { if (run) run(box); box.close(); });
      foot.append(button);
    }
    box.append(make("h2", {}, title), ...body, foot);
    box.addEventListener("close", () => { box.remove(); if (back && back.isConnected) back.focus(); });
    document.body.append(box);
    box.showModal();
  }
  const routes = []; // [selector of a button, what pressing it does]
  window.hoibao = { find, state, calm, language, say, make, scrollTo, toast, voice, tell, copy, dialog, routes };
})();
