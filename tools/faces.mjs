// Makes one face per line of the plan: Open Peeps parts, put together without anything drawn by chance.
// Usage: node faces.mjs PLAN.json FOLDER   (run where the npm packages are installed)
import { readFileSync, writeFileSync } from "node:fs";
import { createAvatar } from "@dicebear/core";
import * as openPeeps from "@dicebear/open-peeps";

const [planFile, folder] = process.argv.slice(2);
const { shirt, faces } = JSON.parse(readFileSync(planFile, "utf8"));

for (const [name, parts] of Object.entries(faces)) {
  const picture = createAvatar(openPeeps, {
    seed: name,
    head: [parts.head],
    face: [parts.face],
    skinColor: [parts.skin],
    headContrastColor: [parts.hair],
    clothingColor: [shirt],
    accessories: parts.glasses ? [parts.glasses] : [],
    accessoriesProbability: parts.glasses ? 100 : 0,
    facialHair: parts.beard ? [parts.beard] : [],
    facialHairProbability: parts.beard ? 100 : 0,
    maskProbability: 0,
  });
  writeFileSync(`${folder}/${name}.svg`, picture.toString());
}
