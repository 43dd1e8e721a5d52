// The table of places against places.csv: its order, its values, its filter.
import assert from "node:assert/strict";
import { it } from "node:test";

import { read, rows } from "./lib/results.mjs";

export function places(desk, folder) {
  const all = rows(folder, "places");
  const present = new Map(all.filter(({ date }) => date === all.at(-1).date).map((row) => [row.place, Number(row.present)]));
  const named = new Map(rows(folder, "locations").map(({ place, name }) => [name, place]));
}
