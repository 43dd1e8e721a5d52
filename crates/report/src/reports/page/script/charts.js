"use strict";
// The charts of the page, from the block data-charts: those of a run, or those of a comparison.
(() => {
  const data = refuge.data("data-charts");
  const { draw, layout, dates, persons, axis, line, points, multiples, narrow, plain } = refuge.charting;
  const have = (list) => (list?.length ?? 0) > 0;

  /** Where the days that settings were fitted to end. */
  function fitted(theme) {
    if (!data.calibrated_until) return {};
    const x = data.calibrated_until;
    const edge = {
      type: "line",
      x0: x,
      x1: x,
      y0: 0,
      y1: 1,
      yref: "paper",
      line: { color: theme.muted, dash: "dot", width: 1.5 },
    };
    const after = {
      type: "rect",
      x0: x,
      x1: data.dates.at(-1),
      y0: 0,
      y1: 1,
      yref: "paper",
      layer: "below",
      fillcolor: theme.muted,
      opacity: 0.08,
      line: { width: 0 },
    };
    const words = (text, xanchor) => ({
      x,
      y: 1,
      yref: "paper",
      text,
      showarrow: false,
      xanchor,
      yanchor: "top",
      font: { color: theme.muted },
    });
    return {
      shapes: [after, edge],
      annotations: [words(`fitted until ${data.fitted_until} `, "right"), words(" forecast", "left")],
    };
  }

  function displaced(theme) {
    const traces = line(data.dates, data.displaced, { name: "Simulated", theme });
    if (have(data.counted)) {
      const { counted } = data;
      traces.push(
        points(
          counted.map(({ date }) => date),
          counted.map((one) => one.persons),
          { name: "Observed", theme },
        ),
      );
    }
    return {
      traces,
      layout: layout(theme, {
        height: 400,
        xaxis: dates(theme, data.dates),
        yaxis: persons(theme),
        showlegend: true,
        ...fitted(theme),
      }),
    };
  }

  /** A chart each, as their numbers may differ a thousandfold. */
  function where(theme) {
    const grid = multiples(
      data.places.map(({ name }) => name),
      theme,
      { days: data.dates, columns: narrow() ? 1 : 2, row: 190 },
    );
    const traces = data.places.flatMap((series, i) =>
      line(data.dates, series, { name: series.name, index: i, theme, axes: grid.axes[i], legend: false }),
    );
    return { traces, layout: grid.layout };
  }

  /** Parts of a whole, one on the other. */
  function stacked(parts, theme) {
    const patterns = ["", "/", ".", "x", "-", "\\", "|", "+"];
    const traces = parts.map((group, i) => {
      const colour = theme.series[i % theme.series.length];
      const name = group.name.charAt(0).toUpperCase() + group.name.slice(1);
      return {
        type: "scatter",
        mode: "lines",
        stackgroup: "all",
        x: data.dates,
        y: group.mean,
        name: plain(name),
        hovertemplate: "%{y:,.0f}",
        line: { width: 1, color: colour },
        fillpattern: {
          shape: patterns[i % patterns.length],
          fgcolor: theme.paper,
          bgcolor: colour,
          fgopacity: 0.7,
          size: 6,
          solidity: 0.2,
        },
        fillcolor: colour,
      };
    });
    return { traces, layout: layout(theme, { height: 340, xaxis: dates(theme, data.dates), yaxis: persons(theme) }) };
  }

  function camps(theme) {
    const camps = data.camps.toReversed();
    const names = camps.map(({ name }) => plain(name.length > 28 ? `${name.slice(0, 27)}…` : name));
    const rows = camps.map((_, i) => i);
    const present = {
      type: "bar",
      orientation: "h",
      name: "Present on the last day",
      y: rows,
      x: camps.map((camp) => camp.present),
      customdata: camps.map((camp) => camp.present / camp.capacity),
      hovertemplate: "%{x:,.0f} present, %{customdata:.0%} of capacity<extra></extra>",
      marker: { color: theme.series[0] },
    };
    const capacity = {
      type: "scatter",
      mode: "markers",
      name: "Capacity",
      y: rows,
      x: camps.map((camp) => camp.capacity),
      hovertemplate: "%{x:,.0f} can be sheltered<extra></extra>",
      marker: { symbol: "line-ns", size: 16, color: theme.ink, line: { width: 3, color: theme.ink } },
    };
    const height = 100 + 26 * camps.length;
    const more = {
      height,
      hovermode: "closest",
      xaxis: persons(theme, { nticks: narrow() ? 4 : 7 }),
      yaxis: axis(theme, { tickvals: rows, ticktext: names, showgrid: false }),
    };
    return { traces: [present, capacity], layout: layout(theme, more) };
  }

  function observed(theme) {
    const grid = multiples(
      data.observed.map(({ name }) => (name.length > 54 ? `${name.slice(0, 53)}…` : name)),
      theme,
      { days: data.dates, columns: narrow() ? 1 : 2, row: 190 },
    );
    const traces = data.observed.flatMap((series, i) => {
      const options = { theme, axes: grid.axes[i], legend: i === 0 };
      const simulated = line(series.dates, series, { name: "Simulated", ...options });
      simulated.at(-1).mode = "lines+markers";
      return [...simulated, points(series.dates, series.observed, { name: "Observed", ...options })];
    });
    for (const { xaxis } of grid.axes)
      grid.layout[xaxis.replace("x", "xaxis")].range = [data.dates[0], data.dates.at(-1)];
    grid.layout.showlegend = true;
    grid.layout.legend = { orientation: "h", x: 1, xanchor: "right", y: 1, yref: "container", yanchor: "top" };
    grid.layout.margin.t = 56;
    return { traces, layout: grid.layout };
  }

  function branches(theme) {
    const grid = multiples(
      data.branches.map(({ name }) => name),
      theme,
      { days: data.branches[0].dates, columns: narrow() ? 1 : 2, row: 250 },
    );
    const traces = data.branches.flatMap(({ dates: days, branches: all }, i) =>
      all.flatMap((branch, index) => {
        const options = {
          name: branch.name,
          index,
          theme,
          axes: grid.axes[i],
          legend: i === 0,
          band: "90% of its difference",
        };
        return line(days, branch, options);
      }),
    );
    // Branches may differ by little of what there is.
    for (const { yaxis } of grid.axes) grid.layout[yaxis.replace("y", "yaxis")].rangemode = "normal";
    grid.layout.showlegend = true;
    grid.layout.legend = { orientation: "h", x: 0, y: 1, yref: "container", yanchor: "top" };
    grid.layout.margin.t = 76;
    return { traces, layout: grid.layout };
  }

  draw("chart-displaced", data?.displaced && displaced);
  draw("chart-where", have(data?.places) && where);
  draw("chart-children", have(data?.groups) && ((theme) => stacked(data.groups, theme)));
  draw("chart-shelter", have(data?.shelter) && ((theme) => stacked(data.shelter, theme)));
  draw("chart-camps", have(data?.camps) && camps);
  draw("chart-observed", have(data?.observed) && observed);
  draw("chart-branches", have(data?.branches) && branches);
})();
