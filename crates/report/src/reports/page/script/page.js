"use strict";
// What the scripts of the page share: its data, numbers, colours and chart library.
const refuge = (() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
  const callbacks = [];
  let library;

  /** The value in a block of JSON, or null where there is none. */
  function data(id) {
    const block = document.getElementById(id);
    return block && JSON.parse(block.textContent);
  }

  /** A number with a comma before every three digits. */
  function number(value) {
    return numbers.format(value);
  }

  /** The chart library, which lies in the page packed and is unpacked once. */
  function plotly() {
    library ??= unpacked("plotly").then((text) => {
      const script = document.createElement("script");
      script.textContent = text;
      document.head.append(script);
      return window.Plotly;
    });
    return library;
  }

  async function unpacked(id) {
    const text = document.getElementById(id).textContent;
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  /** The colours now in force, by the names of the style's variables; `series` lists those of series. */
  function theme() {
    const style = getComputedStyle(root);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const names = ["ink", "paper", "panel", "muted", "line", "accent", "land", "sea"];
    const series = ["blue", "orange", "green", "vermillion", "purple", "sky", "yellow", "black"];
    const all = Object.fromEntries([...names, ...series].map((name) => [name, colour(name)]));
    return { ...all, series: series.map(colour), font: getComputedStyle(document.body).fontFamily };
  }

  /** Calls back whenever the colours change; print is always light. */
  function onTheme(callback) {
    callbacks.push(callback);
  }

  function changed() {
    callbacks.forEach((callback) => callback(theme()));
  }

  /** Draws each chart as wide as its container is now; while printing the library does not see to it. */
  function fit() {
    for (const chart of document.querySelectorAll(".js-plotly-plot")) {
      window.Plotly.relayout(chart, { width: chart.clientWidth });
    }
  }

  dark.addEventListener("change", changed);
  addEventListener("beforeprint", () => {
    root.dataset.printing = "";
    changed();
    fit();
  });
  addEventListener("afterprint", () => {
    delete root.dataset.printing;
    changed();
    fit();
  });

  return { data, number, plotly, theme, onTheme };
})();
