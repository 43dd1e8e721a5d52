// Makes crates/report/data/countries.topojson, the outlines of countries that the page draws, from
// Natural Earth 1:10m as the npm package world-atlas carries it. Only needed to make that file again:
//   npm install --no-save world-atlas@2.0.2 topojson-client@3.1.0 topojson-simplify@3.0.3 i18n-iso-countries@7.14.0
//   node scripts/outlines.mjs

import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { feature, mergeArcs, quantize } from "topojson-client";
import {
  filter,
  filterAttachedWeight,
  planarTriangleArea,
  presimplify,
  simplify,
  sphericalRingArea,
} from "topojson-simplify";

const require = createRequire(import.meta.url);
const { getName, numericToAlpha3 } = require("i18n-iso-countries");
const world = require("world-atlas/countries-10m.json");

// A corner stays where the triangle with its neighbours has this area or more, in square degrees of the
// equator: lines stay within about 2 km of the original.
const SMALLEST_TRIANGLE = 2.5e-4;
// Islands that touch nothing and are smaller than this, in square kilometres, are left out.
const SMALLEST_ISLAND_KM2 = 40;
const KM2_PER_STERADIAN = 6371 ** 2;
// Degrees to which a corner is rounded, about 200 m.
const STEP = 0.002;

// What has no code of ISO 3166-1 in the package, by its name: the code of the country that it is drawn as
// part of, a code of its own where the UN use one, or null where it is left out.
const BY_NAME = {
  Akrotiri: "GBR",
  Baikonur: "KAZ",
  "Bajo Nuevo Bank": null,
  "Clipperton I.": null,
  "Coral Sea Is.": null,
  "Cyprus U.N. Buffer Zone": "CYP",
  Dhekelia: "GBR",
  "Indian Ocean Ter.": "AUS",
  Kosovo: "XKX",
  "N. Cyprus": "CYP",
  "Scarborough Reef": null,
  "Serranilla Bank": null,
  "Siachen Glacier": null,
  Somaliland: "SOM",
  "Spratly Is.": null,
  "USNB Guantanamo Bay": "CUB",
};
// Countries are drawn as the General Assembly of the UN has them: Crimea (resolution 68/262) belongs to Ukraine.
const MOVED = [{ from: "RUS", to: "UKR", at: [34.2, 45.2] }];

function polygonsOf(geometry) {
  return geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
}

function codeOf(country) {
  return numericToAlpha3(country.id) ?? BY_NAME[country.properties.name];
}

// Names in full where the source has an abbreviation, and those that have changed.
function nameOf(a3, name) {
  const changed = { COD: "DR Congo", MKD: "North Macedonia", SWZ: "Eswatini" }[a3];
  return changed ?? (name.includes(".") ? (getName(a3, "en", { select: "alias" }) ?? getName(a3, "en")) : name);
}

function gathered(countries) {
  const byCode = new Map();
  for (const country of countries) {
    const a3 = codeOf(country);
    if (a3 === undefined) throw new Error(`${country.properties.name} has no code: give it one in BY_NAME.`);
    if (a3 === null || a3 === "ATA") continue;
    const known = byCode.get(a3) ?? { size: 0, polygons: [] };
    const size = polygonsOf(country).flat(2).length;
    if (size > known.size) Object.assign(known, { size, name: nameOf(a3, country.properties.name) });
    known.polygons.push(...polygonsOf(country));
    byCode.set(a3, known);
  }
  return byCode;
}

function holds(arcs, [lon, lat]) {
  const ring = feature(world, { type: "Polygon", arcs }).geometry.coordinates[0];
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [[x, y], [u, v]] = [ring[i], ring[j]];
    if (y > lat !== v > lat && lon < ((u - x) * (lat - y)) / (v - y) + x) inside = !inside;
  }
  return inside;
}

function moved(byCode) {
  for (const { from, to, at } of MOVED) {
    const giver = byCode.get(from);
    const parcel = giver.polygons.filter((arcs) => holds(arcs, at));
    if (parcel.length !== 1) throw new Error(`One polygon of ${from} must hold ${at}, not ${parcel.length}.`);
    giver.polygons = giver.polygons.filter((arcs) => !parcel.includes(arcs));
    byCode.get(to).polygons.push(...parcel);
  }
}

// Of a triangle in degrees; one far north counts for as little as it covers.
function area(triangle) {
  return planarTriangleArea(triangle) * Math.cos((triangle[1][1] * Math.PI) / 180);
}

// The outer ring of the largest polygon, which stays however small it is.
function largest(polygons) {
  const size = ([ring]) => sphericalRingArea(feature(world, { type: "Polygon", arcs: [ring] }).geometry.coordinates[0]);
  const sizes = polygons.map(size);
  return polygons[sizes.indexOf(Math.max(...sizes))][0];
}

const countries = gathered(world.objects.countries.geometries);
moved(countries);
world.objects = {
  countries: {
    type: "GeometryCollection",
    geometries: [...countries]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([a3, { name, polygons }]) => ({
        ...mergeArcs(world, [{ type: "MultiPolygon", arcs: polygons }]),
        properties: { a3, name },
      })),
  },
};
const smallest = SMALLEST_ISLAND_KM2 / KM2_PER_STERADIAN;
const largeOrAttached = filterAttachedWeight(world, smallest, sphericalRingArea);
const main = new Set(world.objects.countries.geometries.map((country) => largest(country.arcs)));
const kept = filter(world, (ring, interior) => interior || main.has(ring) || largeOrAttached(ring, interior));
const simple = simplify(presimplify(kept, area), SMALLEST_TRIANGLE);
const rounded = quantize(simple, { scale: [STEP, STEP], translate: [-180, -90] });
delete rounded.bbox;
const text = JSON.stringify(rounded);
const file = new URL("../crates/report/data/countries.topojson", import.meta.url);
writeFileSync(process.argv[2] ?? file, `${text}\n`);
console.log(`${text.length} bytes, ${rounded.arcs.length} arcs, ${countries.size} countries`);
