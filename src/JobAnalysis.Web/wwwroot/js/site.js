// Everything here only makes a page nicer: without this file every form and menu still works.

const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* storage may be refused */ } };
const recall = key => { try { return localStorage.getItem(key); } catch { return null; } };

// Light and dark without loading the page again; the cookie lets the server draw the next page right at once.
document.addEventListener("submit", event => {
  const form = event.target.closest("form[data-theme-toggle]");
  if (!form) return;
  event.preventDefault();
  const root = document.documentElement;
  const theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
  root.dataset.bsTheme = theme;
  form.elements.theme.value = theme === "dark" ? "light" : "dark";
  document.cookie = `ja-theme=${theme}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  remember("ja-theme", theme);
});

// A menu closes on Escape, on a click elsewhere and when the focus leaves it.
const closeMenus = except => document.querySelectorAll("details.menu[open]").forEach(menu => { if (menu !== except) menu.open = false; });
document.addEventListener("click", event => closeMenus(event.target.closest("details.menu")));
document.addEventListener("focusin", event => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Sent once: the buttons go dead after the browser has read their name and value.
document.addEventListener("submit", event => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-repeatable")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => form.querySelectorAll("button:not([type=button])").forEach(button => { button.disabled = true; }));
});
addEventListener("pageshow", event => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-sent]").forEach(form => {
    delete form.dataset.sent;
    form.querySelectorAll("button:disabled").forEach(button => { button.disabled = false; });
  });
});

// What went wrong is read first, on a page load and after an htmx swap.
const focusErrors = root => root.querySelector("[data-focus]")?.focus();
focusErrors(document);
document.addEventListener("htmx:afterSwap", event => focusErrors(event.detail.target));
// A form that comes back with 409 or 422 is an answer to show, not a failure to swallow.
document.addEventListener("htmx:beforeSwap", event => {
  if (event.detail.xhr.status === 409 || event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
});

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

// Before the session ends there is a warning with a way to go on (WCAG 2.2.1). Tabs share the time of the last answer.
const dialog = document.querySelector("dialog[data-idle-seconds]");
if (dialog) {
  const idle = Number(dialog.dataset.idleSeconds) * 1000;
  const absolute = Number(dialog.dataset.absoluteSeconds) * 1000;
  const ahead = Math.max(Number(dialog.dataset.warnSeconds), 120) * 1000;
  const loaded = Date.now();
  const left = dialog.querySelector("[data-left]");
  const live = dialog.querySelector("[data-live]");
  const over = dialog.querySelector("[data-over]");
  const extend = dialog.querySelector("button[value=extend]");
  remember("ja-active", String(loaded));

  const check = () => {
    const active = Math.max(loaded, Number(recall("ja-active")) || 0);
    const idleEnd = active + idle;
    const end = Math.min(idleEnd, loaded + absolute);
    const rest = end - Date.now();
    if (rest > ahead) { if (dialog.open) dialog.close(); return; }
    extend.hidden = rest <= 0 || end < idleEnd;
    over.hidden = rest > 0;
    live.hidden = rest <= 0;
    left.textContent = String(Math.max(1, Math.ceil(rest / 60000)));
    // Closed by the reader, it comes back once: when the session is over.
    const news = `${end}${rest > 0 ? "" : "-over"}`;
    if (!dialog.open && dialog.dataset.shown !== news) { dialog.dataset.shown = news; dialog.showModal(); }
  };
  extend.addEventListener("click", async event => {
    event.preventDefault();
    extend.disabled = true;
    try {
      const answer = await fetch(dialog.dataset.keepAlive, { method: "POST", body: new FormData(dialog.querySelector("form")), redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      remember("ja-active", String(Date.now()));
      dialog.close();
    } catch {
      live.hidden = true;
      over.hidden = false;
      extend.hidden = true;
    }
    extend.disabled = false;
  });
  setInterval(check, 10_000);
  check();
}
