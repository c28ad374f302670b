// Logging in without leaving the page: the address asked for opens once the password is right.
(() => {
  const kept = () => { try { return localStorage.getItem("hoibao-theme") || "system"; } catch { return "system"; } };
  const dark = kept() === "dark" || (kept() === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.body.classList.toggle("dark", dark);
  const form = document.querySelector(".hb-login form"), said = document.querySelector(".hb-login-said");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    said.textContent = "";
    let status = 0;
    try { status = (await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) })).status; } catch { /* said below */ }
    if (status === 200) return location.reload();
    button.disabled = false;
    said.textContent = status === 400 ? form.dataset.wrong : status === 429 ? form.dataset.often : form.dataset.failed;
    form.elements.password.select();
  });
})();
