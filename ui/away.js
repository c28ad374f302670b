// A session that has ended: says so in a sentence, keeps the question, leads to the login.
(() => {
  const { find, state, say, dialog } = window.hoibao;
  const DRAFT = "hoibao-draft";
  const box = () => find("#hb-question textarea");
  function keep(question) { try { sessionStorage.setItem(DRAFT, question); } catch { /* kept nowhere */ } }
  /** The question that was being asked when the session ended, once. */
  function draft() {
    let kept = "";
    try { kept = sessionStorage.getItem(DRAFT) || ""; sessionStorage.removeItem(DRAFT); } catch { /* none */ }
    return kept;
  }
  function ended() {
    if (state.away) return;
    state.away = true;
    document.body.classList.add("hb-away"); // Gradio's own notice says the same in fewer words
    window.hoibao.settle();
    const words = document.createElement("p");
    words.textContent = say("session_ended");
    dialog(say("session_ended_title"), [words], [{ label: say("login"), main: true, run: () => {
      if (box()) keep(box().value);
      location.reload();
    } }]);
    find("dialog[open]").addEventListener("close", () => {
      state.away = false;
      document.body.classList.remove("hb-away");
    });
  }
  const fetched = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await fetched(...asked);
    if (answer.status === 401 && state.server) ended();
    return answer;
  };
  Object.assign(window.hoibao, { draft, keepDraft: keep });
})();
