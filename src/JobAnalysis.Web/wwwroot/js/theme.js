// Runs in <head> before the first paint: without a choice the reader's system decides.
(() => {
  const root = document.documentElement;
  if (root.dataset.theme !== "auto") return;
  let saved = null;
  try { saved = localStorage.getItem("ja-theme"); } catch { /* storage may be refused */ }
  const dark = saved ? saved === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.bsTheme = dark ? "dark" : "light";
})();
