// The page's one script: it brings the page up to date when there is news, and sends forms without leaving it.
// Without it everything works too. It needs no secure context.
"use strict";
(() => {
  const main = document.getElementById("main");
  const line = document.getElementById("line");
  const said = document.getElementById("said");
  let seq = Number(main.dataset.seq);
  let stream = null;
  let over = false;
  let asking = false;
  let again = false;
  let began = performance.now();
  let resting = false;
  let back = "";

  function drawn() {
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  }

  // Which page and which browser this is: so pages of one browser take turns in hearing news.
  const tab = drawn();
  let browser = tab;
  try {
    browser = localStorage.getItem("browser") || tab;
    localStorage.setItem("browser", browser);
  } catch (fault) { /* nothing may be kept here: then this page is alone */ }

  function tell(words) {
    said.textContent = "";
    window.setTimeout(() => { said.textContent = words; }, 50);
  }

  function show(words) {
    line.hidden = !words;
    line.textContent = words || "";
  }

  function values(part) {
    const kept = new Map();
    for (const form of part.querySelectorAll("form[data-key]")) {
      for (const field of form.elements) {
        if (!field.name || field.type === "hidden") continue;
        const own = field.type === "radio" || field.type === "checkbox";
        const first = field.tagName === "SELECT"
          ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected))
          : own ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
        if (first) kept.set(`${form.dataset.key} ${field.name} ${own ? field.value : ""}`, own ? field.checked : field.value);
      }
    }
    return kept;
  }

  function restore(part, kept) {
    for (const form of part.querySelectorAll("form[data-key]")) {
      for (const field of form.elements) {
        const own = field.type === "radio" || field.type === "checkbox";
        const key = `${form.dataset.key} ${field.name} ${own ? field.value : ""}`;
        if (!kept.has(key)) continue;
        if (own) field.checked = kept.get(key); else field.value = kept.get(key);
      }
    }
  }

  // What counts as the same part: all but ids of orders, the moment and the running clock.
  function shape(part) {
    const copy = part.cloneNode(true);
    for (const one of copy.querySelectorAll("input[name=id]")) one.remove();
    for (const one of copy.querySelectorAll("[data-left], [data-field]")) {
      one.textContent = "";
      for (const name of ["data-left", "data-state", "value"]) one.removeAttribute(name);
    }
    return copy.innerHTML;
  }

  // A part that is the same keeps its clocks; what is left on them counts from the page that came just now.
  function wind(old, fresh) {
    const now = [...fresh.querySelectorAll("[data-left]")];
    for (const [place, one] of [...old.querySelectorAll("[data-left]")].entries()) {
      if (now[place]) one.dataset.left = now[place].dataset.left;
    }
  }

  const shapes = new Map();
  for (const part of main.querySelectorAll("[data-part]")) shapes.set(part.id, shape(part));

  async function refresh() {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const answer = await fetch(window.location.pathname, { credentials: "same-origin", cache: "no-store" });
      if (answer.status >= 500 || answer.status === 429) throw new Error("not now");
      if (!answer.ok) {
        if (!over) show(line.dataset.given); // else the stream has told why
        over = true;
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("main");
      seq = Number(fresh.dataset.seq);
      document.title = page.title;
      const focus = document.activeElement && document.activeElement.id;
      let before = null;
      const parts = [...fresh.querySelectorAll("[data-part]")];
      const ids = new Set(parts.map((part) => part.id)); // a new part moves from there to here
      for (const part of parts) {
        const old = document.getElementById(part.id);
        const now = shape(part);
        if (old && shapes.get(part.id) === now) { wind(old, part); before = old; continue; }
        shapes.set(part.id, now);
        if (old) {
          const kept = values(old);
          const open = old.querySelector("details[open]") !== null;
          old.replaceChildren(...part.childNodes);
          restore(old, kept);
          if (open && old.querySelector("details")) old.querySelector("details").open = true;
          before = old;
        } else {
          if (before) before.after(part); else main.prepend(part);
          before = part;
        }
      }
      for (const old of [...main.querySelectorAll("[data-part]")]) {
        if (!ids.has(old.id)) { shapes.delete(old.id); old.remove(); }
      }
      if (focus && !document.activeElement.id) {
        const target = document.getElementById(focus);
        if (target) target.focus({ preventScroll: true });
      }
      began = performance.now();
      tick();
      if (stream && stream.readyState === EventSource.OPEN) show("");
    } catch (fault) {
      // The stream counts this news as heard, so nobody tells it again: the page asks until it has it.
      show(line.dataset.lost);
      window.setTimeout(refresh, 1000);
    } finally {
      asking = false;
      if (again) { again = false; refresh(); }
    }
  }

  // One thing that became otherwise: a text, a hidden value, or a clock with what is left on it.
  function set(news) {
    const one = document.getElementById(news.id);
    if (!one) return;
    if (one.tagName === "INPUT") { one.value = news.text; return; }
    one.textContent = news.text;
    one.dataset.state = news.state;
    if ("left" in news) one.dataset.left = String(news.left + performance.now() - began);
    else delete one.dataset.left;
  }

  function listen() {
    if (over || stream) return;
    stream = new EventSource(`news?seq=${seq}&tab=${tab}&browser=${browser}${back}`);
    back = "&back=1";
    stream.onopen = () => { resting = false; show(""); };
    stream.onmessage = () => refresh();
    stream.addEventListener("set", (event) => { for (const one of JSON.parse(event.data)) set(one); });
    stream.addEventListener("line", (event) => {
      const news = JSON.parse(event.data);
      show(news.state === "open" ? "" : line.dataset.store);
    });
    stream.addEventListener("turn", () => { resting = true; });
    stream.addEventListener("took", () => tell(line.dataset.took));
    stream.addEventListener("end", (event) => {
      const code = JSON.parse(event.data).code;
      if (code === "stopping") return;
      if (code === "moved") { window.location.reload(); return; }
      over = true;
      stop();
      const why = { "taken-over": "over", "seat-given-away": "given", kicked: "kicked", "no-such-key": "key" }[code] || "closed";
      show(line.dataset[why]);
    });
    stream.onerror = () => {
      if (over) return;
      if (!resting) show(line.dataset.lost);
      resting = false;
      if (stream && stream.readyState === EventSource.CLOSED) {
        stop();
        window.setTimeout(listen, 1000);
      }
    };
  }

  function stop() {
    if (stream) stream.close();
    stream = null;
  }

  async function send(form, button) {
    const body = new URLSearchParams(new FormData(form));
    button.disabled = true;
    for (let turn = 0; ; turn += 1) {
      try {
        const answer = await fetch(form.action, {
          method: "POST", body, headers: { "X-Fetch": "1" }, credentials: "same-origin",
        });
        const news = await answer.json();
        tell(news.said);
        break;
      } catch (fault) {
        show(line.dataset.lost); // the same id goes again, so it happens once
        await new Promise((go) => { window.setTimeout(go, Math.min(3000, 300 * (turn + 1))); });
      }
    }
    button.disabled = false;
    const id = form.querySelector("input[name=id]");
    if (id) id.value = drawn();
    refresh();
  }

  // What was said lies over what is under it: whoever goes on has read it.
  document.addEventListener("pointerdown", () => { said.textContent = ""; });

  main.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.key) return;
    event.preventDefault();
    send(form, form.querySelector("button[type=submit]"));
  });

  main.addEventListener("input", (event) => {
    const group = event.target.closest("fieldset");
    const hint = group && group.querySelector("[data-total]");
    if (!hint) return;
    let given = 0;
    for (const one of group.querySelectorAll("input.share")) given += Number(one.value) || 0;
    hint.textContent = hint.dataset.left.replace("%", String(Number(hint.dataset.total) - given));
  });

  function tick() {
    for (const one of main.querySelectorAll(".clock [data-left]")) {
      const left = Math.max(0, Math.floor((Number(one.dataset.left) - (performance.now() - began)) / 1000));
      one.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    }
  }

  // The desk has clocks of its own: what time it is, and for how long it has been going on.
  function hands() {
    for (const one of main.querySelectorAll("[data-time]")) {
      const now = new Date();
      one.textContent = `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
    }
    for (const one of main.querySelectorAll("[data-up]")) {
      one.textContent = String(Math.floor((Number(one.dataset.up) + performance.now() - began) / 60000));
    }
  }

  window.setInterval(() => { tick(); hands(); }, 1000);
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", (event) => { if (event.persisted) { refresh(); listen(); } });
  listen();
})();
