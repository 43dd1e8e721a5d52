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

  /** The middles of cells over all places that sides hold, and which of them are land. */
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
    return { columns, rows, reach, isLand: land(columns, rows) };
  }

  /** Whether each cell lies in an odd number of the rings of all countries: between its crossings of the row. */
  function land(columns, rows) {
    const rings = [...data.land.home, ...data.land.abroad].map((line) =>
      data.corners(line).map(([longitude, latitude]) => [longitude, mercator(latitude)]),
    );
    return rows.map((row) => {
      const crossings = rings.flatMap((ring) => across(ring, row));
      return columns.map((column) => crossings.filter((crossing) => column < crossing).length % 2 === 1);
    });
  }

  /** Where a ring crosses a row. */
  function across(ring, row) {
    return ring.flatMap(([a, b], i) => {
      const [c, d] = ring.at(i - 1);
      return b > row === d > row ? [] : [((c - a) * (row - b)) / (d - b) + a];
    });
  }

  /** How much nearer a place of `side` is than one of any other, by cell, and the line where both are as near. */
  function level(holder, side) {
    const { columns, rows, reach, isLand } = grid;
    const nearest = rows.map((row) =>
      columns.map((column) => {
        let [own, other] = [Infinity, Infinity];
        for (const place of held) {
          const distance = Math.hypot(x[place] - column, y[place] - row);
          if (holder[place] === side) own = Math.min(own, distance);
          else if (holder[place] > 0) other = Math.min(other, distance);
        }
        return { own, other };
      }),
    );
    const over = (height) => nearest.map((row, r) => row.map((one, c) => height(one, isLand[r][c])));
    const isNear = ({ own, other }) => Math.max(own, other) <= reach + columns[1] - columns[0];
    return {
      z: over(({ own, other }, isLand) => (isLand ? Math.min(other, reach) - Math.min(own, 2 * reach) : -reach)),
      front: front(over((one, isLand) => (isLand && isNear(one) ? one.other - one.own : NaN))),
    };
  }

  /** The line of height 0: where it crosses each of two triangles in every square of four cells. */
  function front(heights) {
    const line = { x: [], y: [] };
    const crossing = ([r, c], [s, d]) => {
      const [from, to] = [heights[r][c], heights[s][d]];
      if (!((from < 0 && to >= 0) || (from >= 0 && to < 0))) return [];
      const share = from / (from - to);
      const { columns, rows } = grid;
      return [[columns[c] + share * (columns[d] - columns[c]), rows[r] + share * (rows[s] - rows[r])]];
    };
    for (let r = 1; r < CELLS; r += 1) {
      for (let c = 1; c < CELLS; c += 1) {
        const [low, high] = [
          [r - 1, c - 1],
          [r, c],
        ];
        for (const third of [
          [r - 1, c],
          [r, c - 1],
        ]) {
          const ends = [...crossing(low, high), ...crossing(high, third), ...crossing(third, low)];
          if (ends.length < 2) continue;
          line.x.push(ends[0][0], ends[1][0], null);
          line.y.push(ends[0][1], ends[1][1], null);
        }
      }
    }
    return line;
  }

  function traces(holder, theme) {
    if (!grid) return [];
    const key = holder.join();
    if (key !== drawn.key) drawn = { key, levels: sides.map((side) => level(holder, side)) };
    const colours = [theme.ink, theme.sky, theme.yellow];
    return drawn.levels.flatMap(({ z, front }, i) => [
      {
        type: "contour",
        x: grid.columns,
        y: grid.rows,
        z,
        showscale: false,
        hoverinfo: "skip",
        contours: { type: "constraint", operation: "<", value: 0 },
        fillcolor: `${colours[i % 3]}2a`,
        line: { width: 0, smoothing: 0.6 },
      },
      { type: "scatter", mode: "lines", hoverinfo: "skip", ...front, line: { color: colours[i % 3], width: 1.5 } },
    ]);
  }

  return { traces, shaded: grid !== null };
};
