// The grid of a 職能需求表 by keyboard and mouse. Without this file each cell is a link to the form of its competency, which does the same work.
const grid = document.getElementById("profile-grid");
if (grid) {
  const words = JSON.parse(grid.dataset.words);
  const page = grid.dataset.page;
  const editable = grid.dataset.editable === "true";
  const said = document.getElementById("grid-said");
  const savedAt = document.getElementById("grid-saved");
  const panel = document.getElementById("cell-panel");
  const trouble = document.getElementById("grid-trouble");
  const rows = [...grid.querySelectorAll("tr[data-competency]")].map(row => [...row.querySelectorAll("td")]);
  const columns = rows.length ? rows[0].length : 0;
  const link = cell => cell.querySelector("a");
  const isImportance = cell => cell.classList.contains("imp");
  let revision = grid.dataset.revision;
  let at = { row: 0, column: 0 };
  let anchor = 0;
  let closed = !editable;

  // A grid for screen readers only now that the keys work.
  grid.setAttribute("role", "grid");
  if (!editable) grid.setAttribute("aria-readonly", "true");
  for (const row of grid.querySelectorAll("tr")) row.setAttribute("role", "row");
  for (const head of grid.querySelectorAll("thead th")) head.setAttribute("role", "columnheader");
  for (const head of grid.querySelectorAll("tbody th")) head.setAttribute("role", "rowheader");
  for (const body of grid.querySelectorAll("thead, tbody")) body.setAttribute("role", "rowgroup");
  for (const cell of rows.flat()) {
    cell.setAttribute("role", "gridcell");
    link(cell).tabIndex = -1;
  }
  if (columns) link(rows[0][0]).tabIndex = 0;
  // The grid itself takes the keys; its frame needs no stop of its own.
  grid.closest(".frame")?.removeAttribute("tabindex");

  const say = text => { said.textContent = ""; requestAnimationFrame(() => { said.textContent = text; }); };

  // ---- what a cell holds, and how it is drawn ----
  const read = cell => isImportance(cell)
    ? { importance: cell.dataset.importance }
    : { own: cell.dataset.own ?? "", critical: cell.dataset.critical === "true", reason: cell.dataset.reason ?? "" };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const levelOf = (cell, state) => state.own !== "" ? Number(state.own) : cell.dataset.inherited ? Number(cell.dataset.inherited) : null;
  const wordOf = level => level === null ? words.unset : words.levels[level] ?? String(level);

  const sentence = cell => {
    const name = cell.parentElement.dataset.name;
    const state = read(cell);
    if (isImportance(cell)) return [name, words.importance.replace("{0}", state.importance || cell.dataset.default)].join(words.comma);
    const level = levelOf(cell, state);
    const parts = [name, cell.dataset.tierName, wordOf(level) + (state.critical ? ` ${words.mark}` : "")];
    if (state.own !== "") parts.push(words.own); else if (level !== null) parts.push(words.inherited);
    return parts.join(words.comma);
  };
  const span = (text, tag = "span") => Object.assign(document.createElement(tag), { textContent: text });
  const draw = cell => {
    const state = read(cell);
    const a = link(cell);
    a.setAttribute("aria-label", sentence(cell));
    if (isImportance(cell)) {
      a.textContent = words.importance.replace("{0}", state.importance || cell.dataset.default);
      a.classList.toggle("inh", state.importance === "");
      return;
    }
    const shape = span(state.own === "" ? "○" : "●");
    shape.setAttribute("aria-hidden", "true");
    a.replaceChildren(shape, span(wordOf(levelOf(cell, state))));
    if (state.critical) a.append(" ", Object.assign(span(words.mark, "small"), { className: "crit" }));
    a.classList.toggle("inh", state.own === "");
    a.classList.toggle("crit", state.critical);
  };
  const write = (cell, state) => {
    if (isImportance(cell)) cell.dataset.importance = state.importance;
    else [cell.dataset.own, cell.dataset.critical, cell.dataset.reason] = [state.own, String(state.critical), state.reason];
    draw(cell);
  };

  // ---- moving ----
  const current = () => rows[at.row][at.column];
  const chosen = () => {
    const [from, to] = [Math.min(anchor, at.row), Math.max(anchor, at.row)];
    return rows.slice(from, to + 1).map(row => row[at.column]);
  };
  const mark = () => {
    const inside = chosen();
    for (const cell of rows.flat()) {
      const on = inside.length > 1 && inside.includes(cell);
      cell.classList.toggle("range", on);
      if (on) cell.setAttribute("aria-selected", "true"); else cell.removeAttribute("aria-selected");
    }
  };
  const go = (row, column, extend = false) => {
    link(current()).tabIndex = -1;
    at = { row: Math.max(0, Math.min(rows.length - 1, row)), column: Math.max(0, Math.min(columns - 1, column)) };
    if (!extend) anchor = at.row;
    const a = link(current());
    a.tabIndex = 0;
    a.focus();
    mark();
  };

  // ---- side panel ----
  let asked = 0;
  let refused = null;
  // What was typed and refused stands in the form again, to be mended and not typed anew.
  const restore = cell => {
    const fields = panel.querySelector("[data-cell-form]")?.elements;
    if (!fields || refused?.cell !== cell) return;
    [fields.level.value, fields.critical.checked, fields.reason.value] = [refused.after.own, refused.after.critical, refused.after.reason];
    refused = null;
  };
  let panelTimer = 0;
  const showPanel = (cell, delay = 150) => {
    if (isImportance(cell)) return;
    clearTimeout(panelTimer);
    const mine = ++asked;
    panelTimer = setTimeout(async () => {
      const query = new URLSearchParams({ handler: "Panel", competency: cell.parentElement.dataset.competency, tier: cell.dataset.tier });
      try {
        const answer = await fetch(`${page}?${query}`, { headers: { "HX-Request": "true" } });
        if (!answer.ok || mine !== asked) return;
        const html = await answer.text();
        // What somebody types in the panel is not taken away by a late answer.
        if (mine !== asked || panel.contains(document.activeElement)) return;
        panel.innerHTML = html;
        restore(cell);
      } catch { /* the panel is a help; the cell stands in the grid */ }
    }, delay);
  };

  // ---- saving: one act at a time, each with its own key and the revision it saw ----
  const waiting = [];
  let running = false;
  let barTimer = 0;
  const token = () => document.querySelector("input[name=__RequestVerificationToken]")?.value ?? "";
  const newKey = () => crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, c => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

  const bodyOf = (act, key) => {
    const body = new URLSearchParams({ __RequestVerificationToken: token(), _key: key, "Input.Revision": revision });
    let [cells, importances] = [0, 0];
    for (const { cell, after } of act) {
      const competency = cell.parentElement.dataset.competency;
      if (isImportance(cell)) {
        const at = `Input.Rows[${importances++}]`;
        body.set(`${at}.CompetencyId`, competency);
        body.set(`${at}.Importance`, after.importance);
      } else {
        const at = `Input.Cells[${cells++}]`;
        body.set(`${at}.CompetencyId`, competency);
        body.set(`${at}.Tier`, cell.dataset.tier);
        body.set(`${at}.Level`, after.own);
        body.set(`${at}.IsCritical`, String(after.critical));
        body.set(`${at}.Reason`, after.reason);
      }
    }
    return body;
  };

  // Another attempt after a cut line carries the same key: the server answers with what it did the first time.
  const post = async body => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await fetch(`${page}?handler=Cells`, { method: "POST", body, keepalive: true, redirect: "manual", headers: { Accept: "application/json" } });
      } catch (error) {
        if (attempt === 3) throw error;
        await new Promise(done => setTimeout(done, 1000 * attempt));
      }
    }
  };

  const note = (text, kind, extra) => {
    const box = Object.assign(document.createElement("div"), { className: `note ${kind} mb-3`, tabIndex: -1 });
    box.setAttribute("role", "alert");
    box.append(span(text, "p"));
    if (extra) box.append(...extra);
    trouble.replaceChildren(box);
    box.focus();
  };
  const close = async answer => {
    closed = true;
    waiting.length = 0;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("table.versions");
    const again = Object.assign(span(words.reload, "a"), { className: "btn btn-primary", href: page });
    const frame = Object.assign(document.createElement("div"), { className: "panel frame mb-3", tabIndex: 0 });
    if (found) frame.append(document.importNode(found, true));
    note(words.stale, "warn", [...(found ? [frame] : []), again]);
    savedAt.textContent = "";
  };
  const undoFailed = (act, text) => {
    waiting.length = 0;
    for (const { cell, before } of act) write(cell, before);
    done.length = undone.length = 0;
    savedAt.textContent = "";
    refused = act.length === 1 && !isImportance(act[0].cell) ? act[0] : null;
    note(text, "bad");
    if (refused) showPanel(refused.cell, 0);
  };

  const work = async () => {
    if (running) return;
    running = true;
    while (waiting.length) {
      const act = waiting.shift();
      savedAt.textContent = words.saving;
      try {
        const answer = await post(bodyOf(act, newKey()));
        if (answer.status === 409) await close(answer);
        else if (answer.status === 422) {
          const faults = [...new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll(".error-summary li")].map(line => line.textContent);
          undoFailed(act, faults.length ? faults.join(" ") : words.refused);
        } else if (answer.status === 401 || answer.type === "opaqueredirect") undoFailed(act, words.signedOut);
        else if (!answer.ok) undoFailed(act, words.failed);
        else {
          const kept = await answer.json();
          revision = String(kept.revision);
          for (const field of document.querySelectorAll("[data-revision]")) if (field.tagName === "INPUT") field.value = revision;
          savedAt.textContent = kept.said;
          trouble.replaceChildren();
          clearTimeout(barTimer);
          barTimer = setTimeout(refresh, 400);
        }
      } catch {
        undoFailed(act, words.failed);
      }
    }
    running = false;
  };

  const refresh = async () => {
    const cell = current();
    if (!panel.contains(document.activeElement)) showPanel(cell, 0);
    await rehearse();
  };
  const rehearse = async () => {
    const bar = document.getElementById("consequences");
    if (!bar) return;
    const asking = bar.querySelector("[data-computing]");
    if (asking) asking.textContent = bar.dataset.wait;
    try {
      const answer = await fetch(`${page}?handler=Bar`, { headers: { "HX-Request": "true" } });
      if (answer.ok) bar.innerHTML = await answer.text();
    } catch { /* the next change asks again */ }
  };

  // ---- changing, with undo and redo ----
  const done = [];
  const undone = [];
  const apply = act => {
    for (const { cell, after } of act) write(cell, after);
    waiting.push(act);
    work();
  };
  const change = (cells, next) => {
    if (closed) return;
    const act = cells.map(cell => ({ cell, before: read(cell), after: next(cell, read(cell)) })).filter(({ before, after }) => after && !same(before, after));
    if (!act.length) return;
    done.push(act);
    undone.length = 0;
    apply(act);
    say(act.length === 1 ? sentence(act[0].cell) : words.filled.replace("{0}", act.length));
  };
  const step = (from, to, text) => {
    if (closed) return;
    const act = from.pop();
    if (!act) { say(words.nothing); return; }
    to.push(act);
    const back = act.map(({ cell, before, after }) => ({ cell, before: from === done ? after : before, after: from === done ? before : after }));
    apply(back);
    say(`${text}${words.comma}${sentence(back[0].cell)}`);
    const row = rows.findIndex(r => r.includes(back[0].cell));
    go(row, rows[row].indexOf(back[0].cell));
  };

  const setLevel = digit => {
    const cells = chosen();
    if (isImportance(cells[0])) {
      if (digit < 1 || digit > 5) { say(words.notScale); return; }
      change(cells, () => ({ importance: String(digit) }));
      return;
    }
    if (digit >= words.levels.length) { say(words.notScale); return; }
    change(cells, (_, state) => ({ ...state, own: String(digit), critical: state.critical && digit > 0 }));
  };
  const inherit = () => change(chosen(), cell => isImportance(cell) ? { importance: "" } : { own: "", critical: false, reason: "" });
  // Whoever says 關鍵 also sets the level: an inherited level becomes the profile's own.
  const toggleCritical = () => {
    const cells = chosen();
    if (isImportance(cells[0])) return;
    if (cells.every(cell => !levelOf(cell, read(cell)))) { say(words.noLevel); return; }
    const on = !cells.every(cell => read(cell).critical || !levelOf(cell, read(cell)));
    change(cells, (cell, state) => levelOf(cell, state) ? { ...state, own: String(levelOf(cell, state)), critical: on } : null);
  };
  const fillDown = () => {
    const cells = chosen();
    const source = cells.length > 1 ? cells.shift() : at.row > 0 ? rows[at.row - 1][at.column] : null;
    if (!source) return;
    const from = read(source);
    change(cells, (_, state) => isImportance(source) ? { importance: from.importance } : { ...state, own: from.own, critical: from.critical });
  };

  const openForm = () => {
    const field = panel.querySelector("select, a");
    if (field) field.focus(); else location.assign(link(current()).href);
  };

  grid.addEventListener("keydown", event => {
    const cell = event.target.closest("td");
    if (!cell || event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.normalize("NFKC").toLowerCase() : event.key;
    const act = control
      ? { d: fillDown, z: () => event.shiftKey ? step(undone, done, words.redone) : step(done, undone, words.undone), y: () => step(undone, done, words.redone), Home: () => go(0, 0), End: () => go(rows.length - 1, columns - 1) }[key]
      : {
        ArrowUp: () => go(at.row - 1, at.column, event.shiftKey), ArrowDown: () => go(at.row + 1, at.column, event.shiftKey),
        ArrowLeft: () => go(at.row, at.column - 1), ArrowRight: () => go(at.row, at.column + 1),
        Home: () => go(at.row, 0), End: () => go(at.row, columns - 1),
        Enter: isImportance(cell) ? undefined : openForm,
        ...(closed ? {} : { Delete: inherit, Backspace: inherit, c: toggleCritical }),
      }[key] ?? (!closed && /^[0-9]$/.test(key) ? () => setLevel(Number(key)) : undefined);
    if (!act || (closed && control && !["Home", "End"].includes(key))) return;
    event.preventDefault();
    act();
  });
  grid.addEventListener("focusin", event => {
    const cell = event.target.closest("td");
    if (!cell) return;
    const row = rows.findIndex(r => r.includes(cell));
    if (row < 0) return;
    if (cell !== current()) { link(current()).tabIndex = -1; at = { row, column: rows[row].indexOf(cell) }; anchor = row; link(cell).tabIndex = 0; mark(); }
    showPanel(cell);
  });
  // A click chooses the cell and shows its panel; with Ctrl or the middle button the link opens the form as any link.
  grid.addEventListener("click", event => {
    const cell = event.target.closest("td");
    if (!cell || event.ctrlKey || event.metaKey || (isImportance(cell) && event.target.closest("a") && !editable)) return;
    const row = rows.findIndex(r => r.includes(cell));
    if (row < 0) return;
    event.preventDefault();
    go(row, rows[row].indexOf(cell), event.shiftKey);
  });

  panel.addEventListener("submit", event => {
    const form = event.target.closest("[data-cell-form]");
    if (!form) return;
    event.preventDefault();
    const cell = rows.flat().find(c => c.parentElement.dataset.competency === form.dataset.competency && c.dataset.tier === form.dataset.tier);
    const fields = form.elements;
    if (fields.critical.checked && !Number(fields.level.value)) { note(words.noLevel, "bad"); return; }
    change([cell], () => ({ own: fields.level.value, critical: fields.critical.checked, reason: fields.reason.value.trim() }));
    const row = rows.findIndex(r => r.includes(cell));
    go(row, rows[row].indexOf(cell));
  });
  panel.addEventListener("keydown", event => { if (event.key === "Escape") go(at.row, at.column); });

  addEventListener("beforeunload", event => { if (running || waiting.length) event.preventDefault(); });
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
  if (columns) showPanel(rows[0][0], 0);
  rehearse();
}
