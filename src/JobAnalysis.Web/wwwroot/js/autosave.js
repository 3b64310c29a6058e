// A form with data-autosave keeps its draft by itself: 3 s after the last change, at most every 15 s while typing, so that nothing older than 30 s is lost.
// Without this file the form's own button saves.
for (const form of document.querySelectorAll("form[data-autosave]:not([data-autosave=\"\"])")) {
  const said = document.getElementById(form.dataset.autosaveSaid);
  const tell = words => { if (said) said.textContent = form.dataset.autosaveSeparator + words; };
  let timer = 0;
  let first = 0;
  let running = null;
  let stopped = false;

  const save = async () => {
    timer = first = 0;
    const sent = new FormData(form);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new URLSearchParams(sent), keepalive: true, redirect: "error", headers: { Accept: "application/json" } });
      if (answer.status === 409) { stopped = true; tell(form.dataset.autosaveStale); return; }
      if (!answer.ok) { tell(form.dataset.autosaveFailed); return; }
      const kept = await answer.json();
      // A form about several people carries a revision for each; its field names whose.
      form.querySelectorAll("[data-revision]").forEach(field => {
        const now = kept.revisions ? kept.revisions[field.dataset.revision] : kept.revision;
        if (now !== undefined) field.value = String(now);
      });
      // The next change is another act with a key of its own.
      const key = form.elements._key;
      if (key && crypto.randomUUID) key.value = crypto.randomUUID();
      tell(kept.said);
    } catch {
      tell(form.dataset.autosaveFailed);
    }
  };
  const start = () => { running = (running ?? Promise.resolve()).then(save).finally(() => { running = null; }); return running; };
  const changed = () => {
    if (stopped) return;
    const now = Date.now();
    first ||= now;
    clearTimeout(timer);
    timer = setTimeout(start, Math.max(0, Math.min(3000, first + 15_000 - now)));
  };
  form.addEventListener("input", changed);
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) { clearTimeout(timer); start(); } });

  // A button pressed while a draft is on its way waits for its revision.
  document.addEventListener("submit", event => {
    if (event.target !== form) return;
    clearTimeout(timer);
    timer = 0;
    stopped = true;
    if (!running) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    running.finally(() => form.requestSubmit(button));
  }, true);
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
}
