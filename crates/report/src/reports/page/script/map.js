"use strict";
// The map of the page: puts its parts together and draws the day that is asked for.
(async () => {
  const view = document.getElementById("map-view");
  const packed = refuge.data("data-map");
  if (!view || !packed) return;
  if (packed.reason) {
    view.textContent = packed.reason;
    return;
  }
  const data = refuge.mapData(packed);
  const drawing = refuge.mapDrawing(data);
  const words = refuge.mapWords(data, drawing);
  const touch = matchMedia("(pointer: coarse)").matches;
  const config = {
    displaylogo: false,
    responsive: true,
    scrollZoom: !touch,
    doubleClick: false,
    modeBarButtons: [["toImage"]],
  };
  const MOST_NAMES = 40;
  // Pixels from the middle of a sign to its edge from which no name may cover it.
  const LARGE = 9;
  /** Most persons on any day, by place. */
  const peaks = data.present.map((persons) => Math.max(...persons));
  /** What a place counts for in the choice of names: its people, or those who pass through it. */
  const weight = [...peaks];
  for (const { persons } of data.flows.weeks) {
    for (let i = 0; i < persons.length; i += 2)
      for (const end of data.flows.links[persons[i]]) weight[end] += persons[i + 1];
  }
  let part = 0;
  let state = data.state(0);
  let range = null;
  let Plotly = null;
  let isDue = false;

  /** The window of a part of the world on the axes of the chart. */
  function window([west, south, east, north]) {
    return { x: [west, east], y: [south, north].map(drawing.mercator) };
  }

  /** Most persons on any day in a place of the part shown. */
  function most() {
    const [west, south, east, north] = data.views[part];
    const { longitude, latitude } = data.places;
    const inside = (_, i) =>
      longitude[i] >= west && longitude[i] <= east && latitude[i] >= south && latitude[i] <= north;
    return Math.max(1, ...peaks.filter(inside));
  }

  /** Names that cover neither each other nor a large sign: of the busiest places, of countries, then of others. */
  function labels() {
    const { x, y } = range;
    const scale = Math.max((x[1] - x[0]) / chart.clientWidth, (y[1] - y[0]) / chart.clientHeight);
    const countries = (data.land?.labels[part] ?? []).map(([code, x, latitude]) => {
      return { text: data.country(code), x, y: drawing.mercator(latitude), country: true };
    });
    const largest = most();
    const order = peaks.map((_, place) => place).toSorted((a, b) => weight[b] - weight[a]);
    const signs = order.map((place) => {
      const radius = (scale * drawing.sizeOf(peaks[place], largest)) / 2;
      return { place, radius, x: drawing.x[place], y: drawing.y[place] };
    });
    const named = signs.slice(0, MOST_NAMES).map(({ place, radius, x, y }) => {
      return { text: data.places.name[place], x, y, beside: radius + 6 * scale, place, country: false };
    });
    const large = signs.filter(({ radius }) => radius >= LARGE * scale);
    return apart([...named.slice(0, 3), ...countries, ...named.slice(3)], large, scale);
  }

  function apart(candidates, signs, scale) {
    const { x, y } = range;
    const covered = signs.map(({ place, radius, x, y }) => {
      return { place, box: [x - radius, y - radius, x + radius, y + radius] };
    });
    const kept = [];
    for (const label of candidates) {
      const others = [...covered.filter(({ place }) => place !== label.place), ...kept];
      const set = settings(label, scale).find(({ box }) => {
        const inside = box[0] >= x[0] && box[2] <= x[1] && box[1] >= y[0] && box[3] <= y[1];
        const clear = ({ box: [l, b, r, t] }) => box[0] > r || box[2] < l || box[1] > t || box[3] < b;
        return inside && others.every(clear);
      });
      if (set) kept.push({ ...label, ...set });
    }
    return kept;
  }

  /** Where a name may be set, the best first: of a country over its middle, of a place on either side of it. */
  function settings({ text, x, y, beside, country }, scale) {
    const width = (country ? 9 : 6.2) * text.length * scale;
    const at = (x, left, position) => ({ x, position, box: [left, y - 9 * scale, left + width, y + 9 * scale] });
    if (country) return [at(x, x - width / 2, "middle center")];
    const [right, left] = [x + beside, x - beside];
    return [at(right, right, "middle right"), at(left, left - width, "middle left")];
  }

  function layout(theme) {
    const axis = { visible: false, fixedrange: false };
    return {
      ...refuge.charting.width(),
      margin: { l: 0, r: 0, t: 0, b: 0 },
      paper_bgcolor: theme.sea,
      plot_bgcolor: theme.sea,
      font: { family: theme.font, color: theme.ink },
      hoverlabel: { font: { family: theme.font } },
      showlegend: false,
      shapes: data.land ? drawing.shapes(theme) : [],
      modebar: { bgcolor: "rgba(0,0,0,0)", color: theme.muted, activecolor: theme.ink },
      dragmode: "pan",
      hovermode: "closest",
      xaxis: { ...axis, range: range.x },
      yaxis: { ...axis, range: range.y, scaleanchor: "x" },
    };
  }

  /** Draws once before the next picture, however often it is called. */
  function drawSoon() {
    if (!Plotly || isDue) return;
    isDue = true;
    requestAnimationFrame(draw);
  }

  function draw() {
    isDue = false;
    const theme = refuge.theme();
    return Plotly.react(chart, drawing.traces(state, { theme, most: most(), labels: labels() }), layout(theme), config);
  }

  function show(frame) {
    state = data.state(frame);
    controls.caption.textContent = words.sentences(state);
    drawSoon();
  }

  /** The part of the world that fills the chart, whatever its proportions. */
  function fitted(index) {
    const { x, y } = window(data.views[index]);
    const scale = Math.max((x[1] - x[0]) / chart.clientWidth, (y[1] - y[0]) / chart.clientHeight);
    const around = ([low, high], pixels) => [(low + high - pixels * scale) / 2, (low + high + pixels * scale) / 2];
    return { x: around(x, chart.clientWidth), y: around(y, chart.clientHeight) };
  }

  const look = {
    at(index) {
      part = index;
      legend.replaceChildren(words.legend(most()));
      look.reset();
    },
    closer(factor) {
      const zoomed = ([low, high]) => [low, high].map((end) => (low + high) / 2 + (end - (low + high) / 2) * factor);
      range = { x: zoomed(range.x), y: zoomed(range.y) };
      drawSoon();
    },
    reset() {
      range = fitted(part);
      drawSoon();
    },
  };

  const controls = refuge.mapControls(data, { show, look });
  const { element } = controls;
  const chart = element("div", { className: "map-chart", id: "chart-map" });
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", "Map of the day shown; the text below it says what it shows.");
  const legend = element("div");
  view.append(
    controls.panel,
    chart,
    controls.caption,
    legend,
    element("p", { className: "map-notes", textContent: words.notes() }),
  );
  look.at(0);
  controls.go(busiest());

  /** The day on which the map begins: the one by which half of all the displaced had fled. */
  function busiest() {
    const half = data.displaced.at(-1) / 2;
    return Math.max(
      0,
      data.displaced.findIndex((persons) => persons >= half),
    );
  }

  refuge.map = {
    days: data.days,
    go: controls.go,
    /** Persons present by place id on a day since the first, or null where that day is not shown. */
    present(day) {
      const frame = data.days.indexOf(day);
      return frame < 0 ? null : Object.fromEntries(data.places.id.map((id, place) => [id, data.present[place][frame]]));
    },
  };

  // The wheel alone scrolls the page; with Ctrl, or two fingers on a touchpad, it zooms.
  chart.addEventListener("wheel", (event) => event.ctrlKey || event.stopPropagation(), { capture: true });

  Plotly = await refuge.plotly();
  await draw();
  chart.on("plotly_relayout", (change) => {
    if (change["xaxis.range[0]"] === undefined) return;
    const { xaxis, yaxis } = chart._fullLayout;
    range = { x: [...xaxis.range], y: [...yaxis.range] };
    draw();
  });
  let width = chart.clientWidth;
  new ResizeObserver(() => {
    // A phone changes the height alone while one scrolls.
    if (chart.clientWidth === width) return;
    width = chart.clientWidth;
    look.reset();
  }).observe(chart);
  refuge.onTheme(draw);
})();
