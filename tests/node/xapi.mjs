// A judge of xAPI: reads statements, a batch to a line, and prints what Learning Locker's validator finds wrong.
//
//   node xapi.mjs < BATCHES
//
// The last line it prints is JSON: how many statements it read, and what was wrong with each that is not right.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const judge = createRequire(import.meta.url)("@learninglocker/xapi-validation").default;
const batches = readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const statements = batches.flat();
const wrong = statements
  .map((statement) => ({ statement, found: judge(statement) }))
  .filter(({ found }) => found.length > 0)
  .map(({ statement, found }) => ({ id: statement.id, found: JSON.stringify(found).slice(0, 500) }));
console.log(JSON.stringify({ read: statements.length, wrong }));
