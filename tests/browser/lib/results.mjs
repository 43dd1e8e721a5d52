// The CSV files of a folder of results, and numbers as the page writes them.
import { readFileSync } from "node:fs";

/** The rows of a CSV file (RFC 4180), each an object by the names of its columns. */
export function rows(folder, table) {
  const text = readFileSync(`${folder}/${table}.csv`, "utf8");
  const records = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    records.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") records.push([]);
  }
  const [header, ...cells] = records.filter((record) => record.length > 1 || record[0]);
  return cells.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column]])));
}

/** What run.json says. */
export function run(folder) {
  return JSON.parse(readFileSync(`${folder}/run.json`, "utf8"));
}

/** A number of persons as the page writes it: whole, with a comma before every three digits. */
export function written(value) {
  return new Intl.NumberFormat("en", { maximumFractionDigits: 0 }).format(Number(value));
}

/** A number that the page has written, NaN where it has none. */
export function read(text) {
  const digits = text.replace("\u2212", "-").match(/-?[\d,]+(\.\d+)?/);
  return digits ? Number(digits[0].replaceAll(",", "")) : NaN;
}
