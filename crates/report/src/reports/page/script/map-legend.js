"use strict";
// What the map says in words: a sentence on the day, and a legend that explains every sign.
refuge.mapWords = (data, drawing) => {
  const { number } = refuge;
  const NAMED = 4;
  /** The intensity above which a place is named as under attack; a ceasefire leaves less. */
  const LOW = 0.1;

  /** Some names, and how many more there are. */
  function listed(places) {
    const names = places.slice(0, NAMED).map((place) => data.places.name[place]);
    const more = places.length - names.length;
    if (more > 0) return `${names.join(", ")} and ${number(more)} more`;
    return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join("");
  }

  function where(indices, key) {
    return indices.toSorted((a, b) => key[b] - key[a]);
  }

  function fighting(state) {
    const places = state.intensity.map((_, place) => place).filter((place) => state.intensity[place] > 0);
    const hit = places.filter((place) => state.intensity[place] > LOW);
    const low = places.length - hit.length;
    const sentences = [];
    if (hit.length > 0) sentences.push(`Under attack: ${listed(where(hit, state.intensity))}.`);
    if (low > 0) sentences.push(`Low-level fighting (intensity up to ${LOW}) in ${low === 1 ? "1 place" : `${low} places`}.`);
    return sentences;
  }

  function changes(state) {
    const sides = data.control.sides.map((side, i) => {
      const places = state.holder
        .map((_, place) => place)
        .filter((place) => state.taken[place] && state.holder[place] === i + 1);
      return places.length > 0 ? [`Taken by ${side} since the first day: ${listed(places)}.`] : [];
    });
    return sides.flat();
  }

  function ceasefires(state) {
    return state.ceasefires.map(({ places }) => `A ceasefire is in force${places ? ` in ${listed(places)}` : ""}.`);
  }

  function borders(state) {
    const words = ["", "in part open", "closed"];
    const told = data.borders.map(({ from, to, at }, i) => {
      const name = at === null ? `${data.country(from)} to ${data.country(to)}` : data.places.name[at];
      return { name, word: words[state.borders[i]] };
    });
    return ["closed", "in part open"].flatMap((word) => {
      const names = told.filter((border) => border.word === word).map((border) => border.name);
      return names.length > 0 ? [`Border ${word}: ${names.join("; ")}.`] : [];
    });
  }

  /** What a day shows, in sentences. */
  function sentences(state) {
    const moved = state.week.flows.reduce((sum, { persons }) => sum + persons, 0);
    const moves =
      moved > 0
        ? ` In the week from ${data.date(state.week.from)}, people set out ${number(moved)} times on a way from place to place.`
        : "";
    const first = `${state.date}: ${number(state.displaced)} displaced so far.${moves}`;
    return [first, ...fighting(state), ...changes(state), ...ceasefires(state), ...borders(state)].join(" ");
  }

  const SHAPES = {
    circle: "<circle cx='10' cy='10' r='6'/>",
    "circle-open": "<circle cx='10' cy='10' r='4' fill='none' stroke='currentColor'/>",
    square: "<rect x='4.5' y='4.5' width='11' height='11'/>",
    diamond: "<path d='M10 2.5L17.5 10L10 17.5L2.5 10Z'/>",
    "triangle-up": "<path d='M10 3L17 16H3Z'/>",
    cross: "<path d='M8 3h4v5h5v4h-5v5H8v-5H3V8h5Z'/>",
    star: "<path d='M10 2l2.4 5.3 5.6.6-4.2 3.9 1.2 5.7-5-2.9-5 2.9 1.2-5.7L2 7.9l5.6-.6Z'/>",
    pentagon: "<path d='M10 3l7 5-2.6 8.5H5.6L3 8Z'/>",
    attack: "<circle cx='10' cy='10' r='8' fill-opacity='.2' stroke='currentColor' stroke-width='2'/>",
    held: "<rect x='3' y='3' width='14' height='14' fill='none' stroke='currentColor' stroke-width='2'/>",
    taken: "<path d='M5 5L15 15M15 5L5 15' stroke='currentColor' stroke-width='2.5'/>",
    closed: "<path d='M0 10H20' stroke='currentColor' stroke-width='3.5' stroke-dasharray='5 2.5'/>",
    part: "<path d='M0 10H20' stroke='currentColor' stroke-width='3' stroke-dasharray='7 3 2 3'/>",
    border: "<path d='M0 10H20' stroke='currentColor' stroke-width='1.4' stroke-dasharray='2 2'/>",
    way: "<path d='M0 10H20' stroke='currentColor' stroke-width='3' opacity='.6'/><path d='M9 5l6 5-6 5Z'/>",
  };

  function sign(shape, colour, size = 20) {
    return `<svg viewBox="0 0 20 20" width="${size}" height="${size}" aria-hidden="true" style="color:var(--${colour});fill:var(--${colour})">${SHAPES[shape]}</svg>`;
  }

  /** A legend entry; the words may hold names and are set as text. */
  function entry(svg, words) {
    const item = document.createElement("li");
    item.innerHTML = svg;
    item.append(` ${words}`);
    return item;
  }

  function sides() {
    const names = data.control.sides;
    const colours = ["ink", "sky", "yellow"];
    const others = names.filter((_, i) => i + 1 !== drawing.unmarked);
    const framed = others.map((side, i) =>
      entry(
        sign("held", colours[i % 3]),
        `Held by ${side}${drawing.shaded ? "; shaded where such a place is nearest" : ""}`,
      ),
    );
    const taken = data.control.places.some((steps) => steps.length > 2);
    return [...framed, ...(taken ? [entry(sign("taken", "ink"), "Changed hands since the first day")] : [])];
  }

  /** The signs that this map uses; `most` persons are the largest sign. */
  function legend(most) {
    const kinds = [...new Set(data.places.kind)].filter((kind) => drawing.KINDS[kind]);
    const items = kinds.map((kind) => {
      const { name, symbol, colour } = drawing.KINDS[kind];
      return entry(sign(symbol, colour), name);
    });
    const example = Number((most / 4).toPrecision(1));
    if (example >= 1) {
      const size = Math.round((drawing.sizeOf(example, most) * 20) / 12);
      items.push(entry(sign("circle", "muted", size), `Area: persons present; this is ${number(example)}`));
    }
    if (data.flows.links.length > 0) {
      const widest = number(drawing.shares.at(-1));
      items.push(
        entry(sign("way", "blue"), `People on the way this week, wider for more; the widest are ${widest} or more`),
      );
    }
    if (data.attacks.length > 0)
      items.push(entry(sign("attack", "vermillion"), "Under attack, wider for a higher intensity"));
    items.push(...sides());
    const lined = data.borders.filter((_, i) => data.land?.closed[i]?.length > 0);
    const values = lined.flatMap(({ steps }) => steps.filter((_, i) => i % 2 === 1));
    if (values.includes(2)) items.push(entry(sign("closed", "vermillion"), "Border closed, in one direction or both"));
    if (values.includes(1)) items.push(entry(sign("part", "orange"), "Border open in part"));
    if (data.land?.borders.length > 0) items.push(entry(sign("border", "muted"), "Border"));
    const list = document.createElement("ul");
    list.className = "map-legend";
    list.setAttribute("aria-label", "Signs of the map");
    list.append(...items);
    return list;
  }

  /** What is left out or held back, in sentences. */
  function notes() {
    const told = ["Drag to move the map; the buttons, or Ctrl and the wheel, zoom."];
    if (drawing.unmarked > 0)
      told.push(
        `Places without a frame are held by ${data.control.sides[drawing.unmarked - 1]}, or by nobody in particular.`,
      );
    if (data.replicates > 1)
      told.push(
        "Persons are means over all runs; who holds a place, and which borders and ceasefires are in force, is what holds in at least half of them.",
      );
    if (data.places_left_out > 0)
      told.push(`${number(data.places_left_out)} places with fewer people are left out; places.csv has them all.`);
    if (data.flows.left_out > 0) told.push("Only the largest flows of each week are drawn; flows.csv has them all.");
    if (data.days.length > 2 && data.days[1] > 1)
      told.push(`One day in ${data.days[1]} is shown; places.csv has each day.`);
    if (data.land?.names && Object.keys(data.land.names).length > 0)
      told.push("Outlines: Natural Earth, for orientation; they express no opinion on any claim.");
    return told.join(" ");
  }

  return { sentences, legend, notes };
};
