// The page of who waits: it looks again when there is news, and now and then where a network holds news back.
"use strict";
(() => {
  const EVERY = 20000;
  const main = document.getElementById("main");
  let asking = false;
  let ended = false;

  async function look() {
    if (asking || ended) return;
    asking = true;
    try {
      // Only the page itself is led on: a redirect that a script sees would use up the cookie that it needs.
      const answer = await fetch(window.location.pathname, { cache: "no-store", headers: { "X-Fetch": "1" } });
      if (answer.status === 204) { ended = true; window.location.reload(); return; }
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("stand");
      const old = document.getElementById("stand");
      if (fresh && old && fresh.textContent !== old.textContent) old.replaceChildren(...fresh.childNodes);
    } catch (fault) {
      // The server is away for a moment: the stream comes back by itself, and then it looks again.
    } finally {
      asking = false;
    }
  }

  function listen() {
    const stream = new EventSource(`${window.location.pathname}/news`);
    stream.onmessage = look;
    stream.onerror = () => {
      if (stream.readyState !== EventSource.CLOSED || ended) return;
      window.setTimeout(() => { look(); listen(); }, 2000);
    };
    window.addEventListener("pagehide", () => stream.close());
  }

  window.setInterval(look, EVERY);
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
  if (main) listen();
})();
