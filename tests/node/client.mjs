// A client of somebody else: it knows docs/protocol.md and docs/schema, and nothing of this project's code.
//
//   node client.mjs ADDRESS CODE FACILITATOR_TOKEN SCHEMA_FOLDER
//   node client.mjs ADDRESS CODE "" SCHEMA_FOLDER SEAT
//
// The second plays one seat among others, and comes back by itself when the line breaks; it prints a line for each
// order that was accepted. The first does this:
// It takes every free seat, plays a whole session with the facilitator, and holds every message to its schema.
// The last line it prints is JSON: what it sent and heard, and how it ended. Anything undocumented ends it with 1.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import { io } from "socket.io-client";

const [address, code, key, folder, seatToPlay] = process.argv.slice(2);
const counted = {};
let luck = 7;
const draw = (sides) => {
  luck = (luck * 1103515245 + 12345) % 2147483648;
  return Math.floor((luck / 2147483648) * sides);
};
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const ajv = new Ajv({ strict: false, allErrors: true });
for (const name of readdirSync(folder).filter((one) => one.endsWith(".json"))) {
  ajv.addSchema(JSON.parse(readFileSync(join(folder, name), "utf8")), name);
}

function held(name, message) {
  const check = ajv.getSchema(name.includes("#") ? name : `${name}.json`);
  if (!check) throw new Error(`no schema for ${name}`);
  if (!check(message)) {
    throw new Error(`not as documented: ${name} ${ajv.errorsText(check.errors)} in ${JSON.stringify(message).slice(0, 300)}`);
  }
  counted[name] = (counted[name] ?? 0) + 1;
  return message;
}

async function ask(path, name, body, answer) {
  held(name, body);
  const response = await fetch(address + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const said = await response.json();
  return response.ok ? held(answer, said) : held("refused", said);
}

class Actor {
  constructor(token, who) {
    this.token = token;
    this.who = who;
    this.parts = {};
    this.seq = 0;
    this.heard = [];
    this.number = 0;
    this.done = new Set();
  }

  async connect() {
    this.socket = io(address, { transports: ["websocket"], reconnection: false, forceNew: true });
    for (const name of ["view", "patch", "line"]) {
      this.socket.on(name, (body) => this.hear(name, body));
    }
    await new Promise((done, wrong) => {
      this.socket.once("connect", done);
      this.socket.once("connect_error", wrong);
    });
    const said = await this.socket.emitWithAck("join", held("join", { token: this.token, seq: this.seq }));
    held("joined", said);
    this.actor = said.actor;
  }

  // Come back by itself, as often as it takes.
  async back() {
    this.socket.disconnect();
    for (;;) {
      try {
        await this.connect();
        console.log("back");
        return;
      } catch {
        this.socket.disconnect();
        await sleep(200);
      }
    }
  }

  // Send an order until it is answered, always under its own id.
  async answered(order) {
    for (;;) {
      try {
        return await this.socket.timeout(4000).emitWithAck("act", order);
      } catch {
        await this.back();
      }
    }
  }

  hear(name, body) {
    held(name, body);
    this.heard.push(name);
    if (name === "line") return;
    if (body.observer !== this.actor && this.actor) return;
    this.parts = name === "view" ? body.parts : { ...this.parts, ...body.parts };
    this.seq = body.seq;
  }

  async until(holds) {
    for (let waited = 0; waited < 1000; waited += 1) {
      if (holds()) return;
      await sleep(5);
    }
    throw new Error(`${this.who} waits in vain at ${this.seq}`);
  }

  async act(kind, body) {
    this.number += 1;
    const order = { id: `node-${this.who}-${String(this.number).padStart(4, "0")}`, kind, body };
    if (this.parts.table) order.moment = this.parts.table.moment;
    held(`actions.json#/$defs/${kind}`, body);
    held("act", order);
    for (;;) {
      const said = await this.answered(order);
      if (said.refused === "too-fast") {
        await sleep(200);
        continue;
      }
      held("refused" in said ? "refused" : "accepted", said);
      if ("accepted" in said) {
        const again = await this.answered(order);
        if (again.refused !== "too-fast" && JSON.stringify(again) !== JSON.stringify(said)) {
          throw new Error(`another answer to the same id: ${JSON.stringify([said, again])}`);
        }
        await this.until(() => this.seq >= said.accepted);
      }
      return said;
    }
  }

  options() {
    return (this.parts.options ?? []).filter((one) => !("closed" in one) || one.closed === null);
  }
}

function body(option) {
  const made = {};
  for (const field of option.fields) made[field.name] = value(field);
  return made;
}

function value(field) {
  switch (field.type) {
    case "fixed":
      return field.value;
    case "one_of":
      return field.ids[draw(field.ids.length)];
    case "some":
      return field.ids.filter(() => draw(2));
    case "number":
      return field.low + field.step * draw(Math.floor((field.high - field.low) / field.step) + 1);
    case "shares": {
      let left = field.total;
      const shares = [];
      for (const [id, cap] of pairs(field.caps)) {
        const most = Math.min(cap, left);
        const step = field.step ?? 1;
        const amount = step * draw(Math.floor(most / step) + 1);
        if (amount > 0) shares.push([id, amount]);
        left -= amount;
      }
      return shares;
    }
    case "ticks":
      return field.ids.filter(() => draw(2)).map((id) => [id, 1]);
    case "ranking":
      return field.ids.map((id, index) => [id, index + 1]);
    case "typed":
      return "Vraag het eerst – ‘wat is er nodig?’".slice(0, field.up_to);
    default:
      throw new Error(`an undocumented type of field: ${JSON.stringify(field)}`);
  }
}

const pairs = (caps) => (Array.isArray(caps) ? caps : Object.entries(caps));

async function among(seat) {
  const taken = await ask("api/take", "take", { code, seat, name: "Node" }, "taken");
  const me = new Actor(taken.token, seat);
  await me.connect();
  await me.until(() => me.parts.table);
  while (!me.parts.table.ended) {
    if (!me.socket.connected) await me.back();
    const fresh = me.options().filter((one) => {
      const fixed = one.fields.filter((field) => field.type === "fixed").map((field) => field.value);
      const mark = JSON.stringify([me.parts.table.moment, one.kind, fixed]);
      return one.kind !== "withdraw" && !me.done.has(mark) && me.done.add(mark);
    });
    for (const option of fresh) {
      const said = await me.act(option.kind, body(option));
      if (said.accepted) console.log(`accepted ${said.id} ${said.accepted}`);
      await sleep(150);
    }
    await sleep(150);
  }
  console.log("ended");
  me.socket.disconnect();
}

async function main() {
  const wrong = await ask("api/look", "look", { code: "AAAAAA" }, "found");
  if (wrong.refused !== "no-such-code") throw new Error(`a wrong code gives ${JSON.stringify(wrong)}`);
  const found = await ask("api/look", "look", { code }, "found");
  const actors = [];
  for (const { seat, is_free } of found.seats) {
    if (!is_free) continue;
    const taken = await ask("api/take", "take", { code, seat, name: "Bo" }, "taken");
    actors.push(new Actor(taken.token, seat));
  }
  const leader = new Actor(key, "leader");
  for (const actor of [...actors, leader]) await actor.connect();
  for (const actor of [...actors, leader]) await actor.until(() => actor.parts.table);
  if (leader.parts.clock?.paused) await leader.act("resume", {});
  const scenario = await fetch(`${address}api/scenario/${found.session}`, { headers: { Authorization: `Bearer ${key}` } });
  if (!scenario.ok || !(await scenario.json()).roles) throw new Error("no scenario");

  const refused = {};
  let accepted = 0;
  for (let turn = 0; turn < 2000 && !leader.parts.table.ended; turn += 1) {
    const moves = [];
    for (const actor of actors) {
      for (const option of actor.options()) {
        const fixed = option.fields.filter((one) => one.type === "fixed").map((one) => one.value);
        const mark = JSON.stringify([leader.parts.table.moment, option.kind, fixed]);
        if (!actor.done.has(mark)) moves.push([actor, option, mark]);
      }
    }
    if (moves.length) {
      const [actor, option, mark] = moves[draw(moves.length)];
      actor.done.add(mark);
      const said = await actor.act(option.kind, body(option));
      if (said.refused) {
        const why = `${option.kind}: ${said.refused}`;
        refused[why] = (refused[why] ?? 0) + 1;
      } else accepted += 1;
      for (const one of actors) await one.until(() => one.seq >= (said.accepted ?? 0) || one.seq > 0);
    } else {
      const open = leader.options();
      const next = open.find((one) => one.kind === "advance") ?? open[0];
      const said = await leader.act(next.kind, body(next));
      if (said.refused) throw new Error(`the facilitator is refused ${next.kind}: ${JSON.stringify(said)}`);
      accepted += 1;
    }
    if (turn === 40) {
      const [first] = actors;
      first.socket.disconnect();
      await leader.act("add_remark", { text: "iemand viel weg" });
      first.heard = [];
      await first.connect();
      await first.until(() => first.heard.length > 0);
      if (first.heard[0] !== "patch") throw new Error(`coming back gives ${first.heard[0]}`);
    }
    await sleep(2);
  }
  for (const actor of actors) {
    await actor.until(() => actor.parts.table.ended);
    const said = await actor.act("make_agreement", { text: "Ik vraag het eerst." });
    if (said.refused) refused[`make_agreement: ${said.refused}`] = 1;
  }
  const bad = await leader.socket.emitWithAck("act", { id: "node-bad-1", kind: "no_such_kind", body: {} });
  held("refused", bad);
  console.log(JSON.stringify({ ended: leader.parts.table.ended, accepted, refused, counted, seats: actors.length }));
  for (const actor of [...actors, leader]) actor.socket.disconnect();
}

(seatToPlay ? among(seatToPlay) : main()).catch((wrong) => {
  console.error(String(wrong?.message ?? wrong));
  process.exit(1);
});
