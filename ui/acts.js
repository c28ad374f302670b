// What a reader does with an answer or an article: copy, export, judge, retry, remove.
(() => {
  const { find, state, language, say, make, tell, copy, dialog, routes } = window.hoibao;
  const packed = (node) => node.closest(".hb-turn").dataset.answer;
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
    const answer = packed(button);
    dialog(say("feedback_why"), [...reasons, more], [{ label: say("feedback_send"), main: true, run: (box) => {
      const chosen = find("input:checked", box);
      sendFeedback(answer, false, chosen ? chosen.value : "", more.value);
    } }]);
  }
  function exportAnswer(button) {
    const answer = packed(button);
    const save = (format) => async () => {
      try {
        const file = await state.server.export_answer([answer, format, language()]);
        const link = make("a", { download: file.name, href: URL.createObjectURL(new Blob([file.text], { type: file.type })) });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      } catch { tell(say("failed")); }
    };
    dialog(say("do_export"), [make("p", {}, say("export_more"))],
      ["Markdown", "HTML", "JSON"].map((name) => ({ label: name, run: save(name.toLowerCase()) })));
  }
  async function share(button) {
    const { answer, seal } = button.closest(".hb-turn").dataset;
    try {
      const id = await state.server.keep_answer([answer, seal]);
      await copy(`${location.origin}${location.pathname}?a=${id}`, "link_copied");
    } catch { tell(say("failed")); }
  }
  function removeArticle(button) {
    const { remove: article_id, title } = button.dataset;
    const run = () => window.hoibao.tellList("delete", { article_id, title });
    dialog(say("remove_ask"), [make("p", {}, title)], [{ label: say("remove"), main: true, run }]);
  }
  function good(button) {
    button.setAttribute("aria-pressed", "true");
    sendFeedback(packed(button), true, "", "");
  }
  const box = () => find("#hb-question textarea");
  const acts = {
    copy: (button) => copy(button.dataset.copy),
    export: exportAnswer,
    share,
    good,
    bad: askWhy,
    retry: (button) => { button.closest(".hb-turn").classList.add("hb-fading"); find("#hb-retry").click(); },
    new: () => { window.hoibao.closeReader(); find("#hb-new").click(); box().focus(); },
    edit: () => { find("#hb-edit").click(); box().focus(); },
  };
  routes.push(["button[data-do]", (button) => acts[button.dataset.do](button)],
    ["button[data-remove]", removeArticle],
    ["button[data-undo]", (button) => window.hoibao.tellList("undo", { article_id: button.dataset.undo })]);
})();
