// The line under the question box says which filters apply while they are folded.
(() => {
  const { find, say } = window.hoibao;
  const all = (selector) => [...document.querySelectorAll(selector)];
  function chosen() {
    const [since, until] = all("#hb-filters input[type=text], #hb-filters textarea").filter((one) => !one.closest(".wrap-inner")).map((one) => one.value.trim());
    const outlets = all("#hb-filters .token").map((token) => token.textContent.trim());
    const period = since && until ? say("chosen_period", { since, until })
      : since ? say("chosen_since", { since }) : until ? say("chosen_until", { until }) : "";
    return [period, ...outlets].filter(Boolean).join(" · ");
  }
  function tellFilters() {
    const filters = find("#hb-filters");
    if (!filters) return;
    const text = chosen();
    if (text === (filters.dataset.chosen || "")) return;
    if (text) filters.dataset.chosen = text; else delete filters.dataset.chosen;
  }
  document.addEventListener("input", (event) => { if (event.target.closest?.("#hb-filters")) tellFilters(); });
  window.hoibao.tellFilters = tellFilters;
})();
