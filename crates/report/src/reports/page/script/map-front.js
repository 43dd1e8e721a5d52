"use strict";
// Shades the land whose nearest place is held by another side than most places are: where the front runs.
refuge.mapFronts = (data, { x, y, mercator, unmarked }) => {
  const CELLS = 90;
  // Beyond this share of the view from any place, who holds the land is not told.
  const REACH = 0.12;
  const held = data.control.places
    .map((_, place) => place)
    .filter((place) => data.control.places[place][1] > 0 || data.control.places[place].length > 2);
  const sides = data.control.sides.map((_, i) => i + 1).filter((side) => side !== unmarked);
  const grid = held.length > 1 && sides.length > 0 && data.land ? cells() : null;
  let drawn = { key: "", levels: [] };

  /** The middles of cells over all places that sides hold, and which of them are land of the home country. */
  function cells() {
    const [low, high] = [Math.min, Math.max];
    const [xs, ys] = [held.map((place) => x[place]), held.map((place) => y[place])];
    const view = high(...data.views[0].map((_, i, [west, , east]) => (i ? 0 : east - west)));
    const reach = REACH * view;
    const axis = (values) => {
      const [from, to] = [low(...values) - reach, high(...values) + reach];
      return Array.from({ length: CELLS }, (_, i) => from + ((to - from) * i) / (CELLS - 1));
    };
    const [columns, rows] = [axis(xs), axis(ys)];
    const home = data.land.home.map((line) =>
      data.corners(line).map(([longitude, latitude]) => [longitude, mercator(latitude)]),
    );
    return {
      columns,
      rows,
      reach,
      inside: rows.map((row) =>
        columns.map((column) => home.filter((ring) => within(ring, column, row)).length % 2 === 1),
      ),
    };
  }

  function within(ring, column, row) {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [[a, b], [c, d]] = [ring[i], ring[j]];
      if (b > row !== d > row && column < ((c - a) * (row - b)) / (d - b) + a) inside = !inside;
    }
    return inside;
  }

  /** How much nearer a place of `side` is than one of any other, by cell; null where no place is near. */
  function nearness(holder, side) {
    const { columns, rows, reach, inside } = grid;
    return rows.map((row, r) =>
      columns.map((column, c) => {
        if (!inside[r][c]) return null;
        let [own, other] = [Infinity, Infinity];
        for (const place of held) {
          const distance = Math.hypot(x[place] - column, y[place] - row);
          if (holder[place] === side) own = Math.min(own, distance);
          else if (holder[place] > 0) other = Math.min(other, distance);
        }
        return Math.min(own, other) > reach ? null : Math.min(other, 2 * reach) - Math.min(own, 2 * reach);
      }),
    );
  }

  function traces(holder, theme) {
    if (!grid) return [];
    const key = holder.join();
    if (key !== drawn.key) drawn = { key, levels: sides.map((side) => nearness(holder, side)) };
    const colours = [theme.ink, theme.sky, theme.yellow];
    return drawn.levels.map((z, i) => ({
      type: "contour",
      x: grid.columns,
      y: grid.rows,
      z,
      showscale: false,
      hoverinfo: "skip",
      connectgaps: false,
      contours: { type: "constraint", operation: "<", value: 0 },
      fillcolor: `${colours[i % 3]}2a`,
      line: { color: colours[i % 3], width: 1.5, smoothing: 0.6 },
    }));
  }

  return { traces, shaded: grid !== null };
};
