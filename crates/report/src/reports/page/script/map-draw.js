"use strict";
// Draws a day of the map: land, borders, ways, places and what happens there, as traces of the chart library.
refuge.mapDrawing = (data) => {
  const { number } = refuge;
  const { plain } = refuge.charting;
  const KINDS = {
    town: { name: "Town", symbol: "circle", colour: "orange" },
    flood_zone: { name: "Flood zone", symbol: "pentagon", colour: "orange" },
    host: { name: "Host community", symbol: "square", colour: "green" },
    idp_camp: { name: "Camp of internally displaced persons", symbol: "diamond", colour: "purple" },
    camp: { name: "Refugee camp", symbol: "triangle-up", colour: "sky" },
    crossing: { name: "Border crossing", symbol: "cross", colour: "ink" },
    hub: { name: "Hub", symbol: "star", colour: "yellow" },
    marker: { name: "Junction of roads", symbol: "circle-open", colour: "muted" },
  };
  const WIDTHS = [1.2, 2.2, 3.6, 5.4, 8];
  const [LARGEST, SMALLEST] = [60, 5];
  const x = data.places.longitude;
  const y = data.places.latitude.map(mercator);
  const shares = widthClasses();
  // Places that people leave or reach stand out from those where nothing changes.
  const reached = new Set(data.flows.links.flat());

  /** The height of a latitude on Mercator's map, in degrees at the equator. */
  function mercator(latitude) {
    const seen = Math.min(89, Math.max(-89, latitude));
    return (Math.log(Math.tan(Math.PI / 4 + (seen * Math.PI) / 360)) * 180) / Math.PI;
  }

  /** Persons from which a line is wider: round numbers up to the largest flow. */
  function widthClasses() {
    const most = Math.max(1, ...data.flows.weeks.map(({ persons }) => persons[1] ?? 0));
    const round = (persons) => Number(Math.max(1, persons).toPrecision(1));
    return [0, 0.02, 0.08, 0.25, 0.5].map((share) => (share ? round(most * share) : 0));
  }

  /** One line of many, with gaps between them. */
  function joined(lines) {
    const trace = { x: [], y: [] };
    for (const line of lines) {
      for (const [longitude, latitude] of data.corners(line)) {
        trace.x.push(longitude);
        trace.y.push(mercator(latitude));
      }
      trace.x.push(null);
      trace.y.push(null);
    }
    return trace;
  }

  const land = data.land ?? { home: [], abroad: [], coasts: [], borders: [], closed: [], labels: [[], []] };
  const [abroad, coasts, borders] = [land.abroad, land.coasts, land.borders].map(joined);
  const closed = land.closed.map(joined);
  // The arrow of a way that is shorter has no label: it lies under the signs of the places that it joins.
  const short = 0.06 * (data.views[0][2] - data.views[0][0]);
  const silent = { type: "scatter", mode: "lines", hoverinfo: "skip" };

  function ground(theme) {
    const filled = (lines, fillcolor) => ({ ...silent, ...lines, fill: "toself", fillcolor, line: { width: 0 } });
    return [
      filled(abroad, theme.panel),
      { ...silent, ...coasts, line: { width: 0.8, color: theme.muted } },
      { ...silent, ...borders, line: { width: 1.4, color: theme.muted, dash: "dot" } },
    ];
  }

  /** The land of the home country, below everything else. */
  function shapes(theme) {
    const paths = land.home.map((line) => {
      const at = data.corners(line).map(([longitude, latitude]) => `${longitude},${mercator(latitude)}`);
      return `M${at.join("L")}Z`;
    });
    return [
      {
        type: "path",
        path: paths.join(""),
        fillrule: "evenodd",
        fillcolor: theme.land,
        line: { width: 0 },
        layer: "below",
      },
    ];
  }

  /** Borders that are shut on this day: at the worst of their two directions. */
  function shut(state, theme) {
    const styles = [
      null,
      { color: theme.orange, width: 3, dash: "dashdot" },
      { color: theme.vermillion, width: 3.5, dash: "dash" },
    ];
    const traces = state.borders.map((value, i) => styles[value] && { ...silent, ...closed[i], line: styles[value] });
    return traces.filter((trace) => trace && trace.x.length > 0);
  }

  function ways(state, theme) {
    const largest = (persons) => shares.findLastIndex((share) => persons >= share);
    const lines = WIDTHS.map((width) => ({
      ...silent,
      x: [],
      y: [],
      opacity: 0.55,
      line: { width, color: theme.blue },
    }));
    const none = () => ({ x: [], y: [], text: [], angle: [], size: [] });
    const [labelled, beside] = [none(), none()];
    for (const { from, to, persons } of state.week.flows) {
      const at = largest(persons);
      lines[at].x.push(x[from], x[to], null);
      lines[at].y.push(y[from], y[to], null);
      if (at === 0) continue;
      const heads = Math.hypot(x[to] - x[from], y[to] - y[from]) < short ? beside : labelled;
      heads.x.push(x[from] + 0.6 * (x[to] - x[from]));
      heads.y.push(y[from] + 0.6 * (y[to] - y[from]));
      heads.angle.push((Math.atan2(x[to] - x[from], y[to] - y[from]) * 180) / Math.PI);
      heads.size.push(4 + 1.4 * WIDTHS[at]);
      const names = `${plain(data.places.name[from])} → ${plain(data.places.name[to])}`;
      heads.text.push(`${names}<br>${number(persons)} set out in the week from ${data.date(state.week.from)}`);
    }
    const arrows = [labelled, beside].map(({ angle, size, ...heads }) => ({
      type: "scatter",
      mode: "markers",
      ...heads,
      hoverinfo: "text",
      marker: { symbol: "triangle-up", angle, size, color: theme.blue, line: { width: 0.5, color: theme.paper } },
    }));
    arrows[1].hoverinfo = "skip";
    return [...lines, ...arrows];
  }

  /** The width of each place's sign in pixels: its area grows with the persons there. */
  function sizes(state, most) {
    return state.present.map((persons, place) => {
      const least = data.places.kind[place] === "marker" ? 3 : SMALLEST;
      return Math.max(least, LARGEST * Math.sqrt(persons / Math.max(1, most)));
    });
  }

  function marks(indices, size, marker, more) {
    const of = (values) => indices.map((place) => values[place]);
    return {
      type: "scatter",
      mode: "markers",
      x: of(x),
      y: of(y),
      hoverinfo: "skip",
      marker: { ...marker, size: of(size) },
      ...more,
    };
  }

  const all = data.places.id.map((_, place) => place);

  function attacks(state, theme, size) {
    const hit = all.filter((place) => state.intensity[place] > 0);
    const ring = size.map((width, place) => width + 8 + 10 * state.intensity[place]);
    const width = hit.map((place) => 1.5 + 2 * state.intensity[place]);
    const marker = { symbol: "circle", color: `${theme.vermillion}33`, line: { color: theme.vermillion, width } };
    return marks(hit, ring, marker);
  }

  /** The side that holds most places on the first day is left unmarked. */
  const unmarked = mostCommon(data.state(0).holder.filter((side) => side > 0));

  function mostCommon(values) {
    const times = (value) => values.filter((other) => other === value).length;
    return values.toSorted((a, b) => times(b) - times(a) || a - b)[0] ?? 0;
  }

  const fronts = refuge.mapFronts(data, { x, y, mercator, unmarked });

  function held(state, theme, size) {
    const frame = size.map((width) => width + 7);
    const colours = ["ink", "sky", "yellow"].map((name) => theme[name]);
    const others = data.control.sides.map((_, i) => i + 1).filter((side) => side !== unmarked);
    return others.map((side, i) => {
      const marker = { symbol: "square-open", color: colours[i % 3], line: { width: 2 } };
      return marks(
        all.filter((place) => state.holder[place] === side),
        frame,
        marker,
      );
    });
  }

  function taken(state, theme) {
    const places = all.filter((place) => state.taken[place]);
    return marks(
      places,
      all.map(() => 11),
      { symbol: "x-thin", line: { width: 2.5, color: theme.ink } },
    );
  }

  function told(state, place) {
    const { name, kind, country } = data.places;
    const capacity = state.capacity[place];
    const room = capacity > 0 ? ` of ${number(capacity)} it can shelter` : "";
    const lines = [
      `<b>${plain(name[place])}</b>`,
      `${(KINDS[kind[place]] ?? KINDS.town).name}, ${plain(data.country(country[place]))}`,
      `${number(state.present[place])} present${room}`,
    ];
    if (state.accepting[place] === 0) lines.push("Unable to accept more");
    if (state.intensity[place] > 0) lines.push(`Under attack, intensity ${state.intensity[place].toFixed(2)}`);
    if (state.holder[place] > 0) {
      const side = plain(data.control.sides[state.holder[place] - 1]);
      lines.push(state.taken[place] ? `Taken by ${side}` : `Held by ${side}`);
    }
    return lines.join("<br>");
  }

  function places(state, theme, size) {
    const kinds = [...new Set(data.places.kind)];
    return kinds.map((kind) => {
      const { symbol, colour } = KINDS[kind] ?? KINDS.town;
      const here = all.filter((place) => data.places.kind[place] === kind);
      here.sort((a, b) => size[b] - size[a]);
      const opacity = here.map((place) => (reached.has(place) ? 0.9 : 0.45));
      const marker = { symbol, color: theme[colour], opacity, line: { width: 1, color: theme.paper } };
      const text = here.map((place) => told(state, place));
      return marks(here, size, marker, { text, hoverinfo: "text", customdata: here });
    });
  }

  function names(labels, theme) {
    const of = (key) => labels.map((label) => label[key]);
    const font = {
      color: theme.ink,
      shadow: `0 0 3px ${theme.paper}, 0 0 2px ${theme.paper}`,
      size: labels.map(({ country }) => (country ? 15 : 11)),
    };
    const text = labels.map(({ text, country }) => (country ? `<i>${plain(text)}</i>` : plain(text)));
    return {
      type: "scatter",
      mode: "text",
      x: of("x"),
      y: of("y"),
      text,
      textposition: of("position"),
      textfont: font,
      hoverinfo: "skip",
    };
  }

  /** All traces of a day; `most` is the number of persons that the largest sign stands for. */
  function traces(state, { theme, most, labels }) {
    const size = sizes(state, most);
    return [
      ...fronts.traces(state.holder, theme),
      ...ground(theme),
      ...shut(state, theme),
      ...ways(state, theme),
      attacks(state, theme, size),
      ...held(state, theme, size),
      ...places(state, theme, size),
      taken(state, theme),
      names(labels, theme),
    ];
  }

  return {
    traces,
    shapes,
    mercator,
    shaded: fronts.shaded,
    KINDS,
    WIDTHS,
    shares,
    unmarked,
    sizeOf: (persons, most) => LARGEST * Math.sqrt(persons / most),
    x,
    y,
  };
};
