"use strict";
// What all charts share: their layout, and lines with bands.
refuge.charting = (() => {
  const DASHES = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];
  const DATE = "%-d %b %Y";
  const FEW_DAYS = 4;
  // Between the margins of A4 and of US Letter.
  const PAPER = 690;
  const narrow = () => innerWidth < 640;

  /** The settings of every chart: the one button saves a picture. */
  function config(filename) {
    return {
      displaylogo: false,
      responsive: true,
      modeBarButtons: [["toImage"]],
      toImageButtonOptions: { filename, scale: 2 },
    };
  }

  function axis(theme, more) {
    return {
      gridcolor: theme.line,
      linecolor: theme.line,
      zerolinecolor: theme.line,
      automargin: true,
      fixedrange: true,
      ...more,
    };
  }

  /** The axis of these days: where they are few each has its own tick, lest one is named twice. */
  function dates(theme, days, more) {
    return axis(theme, {
      ...(days.length <= FEW_DAYS && { tickvals: days }),
      type: "date",
      hoverformat: DATE,
      tickformat: narrow() ? "%b\n%Y" : DATE,
      nticks: narrow() ? 4 : 6,
      ...more,
    });
  }

  function persons(theme, more) {
    return axis(theme, { tickformat: ",~d", rangemode: "tozero", nticks: 6, ...more });
  }

  /** The width of a chart: that of its container, or of a sheet of paper while it is printed. */
  function width() {
    return "printing" in document.documentElement.dataset ? { width: PAPER } : { autosize: true };
  }

  function layout(theme, more) {
    return {
      ...width(),
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: theme.font, color: theme.ink, size: 13 },
      margin: { l: 8, r: 16, t: 36, b: 8 },
      hovermode: "x unified",
      hoverlabel: { bgcolor: theme.panel, bordercolor: theme.line, font: { color: theme.ink } },
      legend: { orientation: "h", y: 1, yanchor: "bottom", x: 0, font: { size: 13 } },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: theme.muted, activecolor: theme.ink },
      separators: ".,",
      ...more,
    };
  }

  /** Names are text: the chart library would take some of it for markup. */
  function plain(name) {
    return name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }

  /** A line, and the area of its 90% interval where there is one. */
  function line(dates, series, { name, index = 0, theme, axes = {}, legend = true, band = "90% of runs" }) {
    const colour = theme.series[index % theme.series.length];
    const low = series.band.map(([end]) => end);
    const high = series.band.map(([, end]) => end);
    const interval = series.band.length > 0;
    const edge = {
      type: "scatter",
      mode: "lines",
      line: { width: 0 },
      showlegend: false,
      hoverinfo: "skip",
      legendgroup: name,
      ...axes,
    };
    const area = [
      { ...edge, x: dates, y: low },
      { ...edge, x: dates, y: high, fill: "tonexty", fillcolor: `${colour}40` },
    ];
    const told = interval ? "%{y:,.0f}  (%{customdata[0]:,.0f} to %{customdata[1]:,.0f}, " + band + ")" : "%{y:,.0f}";
    const mean = {
      type: "scatter",
      mode: dates.length === 1 ? "markers" : "lines",
      x: dates,
      y: series.mean,
      customdata: series.band,
      name: plain(name),
      legendgroup: name,
      showlegend: legend,
      hovertemplate: told,
      line: { color: colour, width: 2.5, dash: DASHES[index % DASHES.length] },
      ...axes,
    };
    return interval ? [...area, mean] : [mean];
  }

  /** Observed numbers, as points that stand out from any line. */
  function points(dates, numbers, { name, theme, axes = {}, legend = true }) {
    const marker = { symbol: "circle-open", size: 9, color: theme.ink, line: { width: 2 } };
    return {
      type: "scatter",
      mode: "markers",
      x: dates,
      y: numbers,
      name,
      showlegend: legend,
      legendgroup: name,
      hovertemplate: "%{y:,.0f}",
      marker,
      ...axes,
    };
  }

  /** The places of small charts side by side: their axes, and a title above each. */
  function multiples(titles, theme, { days, columns, row }) {
    const rows = Math.ceil(titles.length / columns);
    const height = rows * row + 40;
    const gap = { x: columns > 1 ? 0.12 : 0, y: 72 / height };
    const size = { x: (1 - gap.x * (columns - 1)) / columns, y: (1 - gap.y * (rows - 1)) / rows };
    const more = { height, annotations: [], margin: { l: 8, r: 16, t: 40, b: 28 } };
    const axes = titles.map((title, i) => {
      const id = i === 0 ? "" : String(i + 1);
      const left = (i % columns) * (size.x + gap.x);
      const top = 1 - Math.floor(i / columns) * (size.y + gap.y);
      const [x, y] = [`x${id}`, `y${id}`];
      more[`xaxis${id}`] = dates(theme, days, {
        domain: [left, left + size.x],
        anchor: y,
        nticks: 3,
        tickformat: "%-d %b\n%Y",
      });
      more[`yaxis${id}`] = persons(theme, { domain: [Math.max(0, top - size.y), top], anchor: x, nticks: 4 });
      more.annotations.push({
        text: `<b>${plain(title)}</b>`,
        x: left,
        y: top,
        xref: "paper",
        yref: "paper",
        xanchor: "left",
        yanchor: "bottom",
        showarrow: false,
        font: { size: 13 },
      });
      return { xaxis: x, yaxis: y };
    });
    return { axes, layout: layout(theme, { ...more, showlegend: false, hovermode: "x" }) };
  }

  /** Draws a chart into its container, now and whenever colours or width change. */
  async function draw(id, make) {
    const container = document.getElementById(id);
    if (!container) return;
    if (!make) {
      container.hidden = true;
      return;
    }
    const Plotly = await refuge.plotly();
    const redraw = () => {
      const { traces, layout } = make(refuge.theme());
      return Plotly.react(container, traces, layout, config(id));
    };
    await redraw();
    refuge.onTheme(redraw);
    let was = narrow();
    addEventListener("resize", () => {
      if (narrow() !== was) redraw();
      was = narrow();
    });
  }

  return { draw, layout, width, dates, persons, axis, line, points, multiples, narrow, plain };
})();
