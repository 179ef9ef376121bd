// Hands at an open page: they do one thing that it offers and that was not done at this moment, or what they are told.
// They return which form it was. What was answered with yes stands in `window.acks`: pairs of an order's id and kind.
({ only = "", avoid = [], first = [], picks = {} }) => {
  if (!window.acks) {
    window.acks = [];
    window.done = new Map(); // how often each thing was tried; below 0 when that is answered with yes, or not yet
    window.sent = new Map();
    window.again = (id) => {
      const mine = window.sent.get(id);
      if (mine && window.done.get(mine) < 0) window.done.set(mine, -window.done.get(mine));
    };
    const plain = window.fetch.bind(window);
    window.fetch = async (url, how) => {
      const answer = await plain(url, how);
      if (!how || how.method !== "POST") return answer;
      if ((await answer.clone().json()).ok) window.acks.push([how.body.get("id"), how.body.get("kind")]);
      else window.again(how.body.get("id")); // somebody was first: there may be something else to choose
      return answer;
    };
  }

  const named = (form, name) => (form.querySelector(`input[name=${name}]`) || {}).value;
  const place = document.querySelector("#head .place").textContent;
  const mark = (form) => [named(form, "moment") || place, ...new FormData(form).getAll("fix:part"), form.dataset.key].join();

  function fill(form) {
    const total = form.querySelector("[data-total]");
    let left = total ? Number(total.dataset.total) : 0;
    let rank = 0;
    const groups = new Set();
    const wish = (one) => (picks.given || []).indexOf((one.name || "").split(":")[2]) >>> 0; // -1 comes last
    for (const one of [...form.elements].sort((one, other) => wish(one) - wish(other))) {
      const field = (one.name || "").split(":")[1];
      if (one.type === "radio" || one.type === "checkbox") {
        const pick = [...form.elements].some((other) => other.name === one.name && other.value === picks[field]);
        const wanted = pick ? picks[field] === one.value : !groups.has(one.name);
        if (wanted) one.checked = true;
        groups.add(one.name);
      } else if (one.name.startsWith("share:")) {
        const step = Number(one.step) || 1;
        one.value = Math.floor(Math.min(Number(one.max), left) / step) * step;
        left -= Number(one.value);
      } else if (one.name.startsWith("rank:")) {
        rank += 1;
        one.value = rank;
      } else if (one.tagName === "SELECT") {
        if (field in picks) one.value = picks[field];
      } else if (one.type === "number") {
        one.value = one.min || 1;
      } else if (one.tagName === "TEXTAREA" || one.type === "text") {
        one.value = "Wat is hier nodig?";
      }
    }
  }

  const tried = (form) => window.done.get(mark(form)) || 0;
  const button = (form) => form.querySelector("button[type=submit]");
  const offered = [...document.querySelectorAll("form[data-key]")].filter((form) => {
    if (!button(form) || button(form).disabled) return false;
    if (only) return form.dataset.key.startsWith(only);
    return form.closest("#do") && !avoid.includes(named(form, "kind")) && tried(form) >= 0 && tried(form) <= 3;
  });
  const rank = (form) => {
    const at = first.indexOf(named(form, "kind"));
    return at < 0 ? first.length : at;
  };
  const [form] = offered.sort((one, other) => rank(one) - rank(other));
  if (!form) return "";
  window.done.set(mark(form), -1 - tried(form));
  window.sent.set(named(form, "id"), mark(form));
  fill(form);
  button(form).click();
  return form.dataset.key;
}
