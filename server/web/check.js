// What the page that checks the connection tries: a page, a stream of news, and a WebSocket. No secure context needed.
"use strict";
(() => {
  const WAIT = 6000;

  function tell(id, good) {
    const one = document.getElementById(`try-${id}`);
    if (one.dataset.done) return;
    one.dataset.done = "yes";
    one.textContent = good ? one.dataset.good : one.dataset.bad;
    one.closest("li").dataset.state = good ? "good" : "bad";
  }

  for (const one of document.querySelectorAll(".try")) one.hidden = false;
  window.setTimeout(() => { for (const id of ["page", "stream", "socket"]) tell(id, false); }, WAIT);

  fetch("/health", { cache: "no-store" }).then((answer) => tell("page", answer.ok), () => tell("page", false));

  // Three messages with pauses between them; a network that holds them back lets them come together.
  const times = [];
  const stream = new EventSource("/verbinding/nieuws");
  stream.onmessage = () => {
    times.push(performance.now());
    if (times.length < 3) return;
    stream.close();
    tell("stream", times[2] - times[0] > 300);
  };
  stream.onerror = () => { stream.close(); tell("stream", false); };

  try {
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${window.location.host}/socket.io/?EIO=4&transport=websocket`);
    socket.onmessage = () => { tell("socket", true); socket.close(); };
    socket.onerror = () => tell("socket", false);
    socket.onclose = () => tell("socket", false);
  } catch (fault) {
    tell("socket", false);
  }
})();
