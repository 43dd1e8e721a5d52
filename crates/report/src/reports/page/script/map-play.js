"use strict";
// The controls of the map: a slider over the days, play and pause, and which part of the world is shown.
refuge.mapControls = (data, { show, look }) => {
  const DAY_MS = 300;
  const last = data.days.length - 1;
  let frame = 0;
  let timer = null;

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function button(text, label, onclick) {
    const made = element("button", { type: "button", textContent: text, onclick });
    if (label) made.setAttribute("aria-label", label);
    return made;
  }

  const slider = element("input", { type: "range", id: "map-day", min: 0, max: last, step: 1, value: 0 });
  const shown = element("output", { className: "map-date" });
  shown.setAttribute("for", "map-day");
  const play = button("▶ Play", "", () => (timer ? pause() : start()));
  const caption = element("p", { className: "map-caption" });
  caption.setAttribute("aria-live", "polite");

  function go(to) {
    frame = Math.min(last, Math.max(0, to));
    const date = data.date(data.days[frame]);
    slider.value = frame;
    slider.setAttribute("aria-valuetext", date);
    shown.textContent = date;
    show(frame);
  }

  function step(by) {
    pause();
    go(frame + by);
  }

  function start() {
    play.textContent = "⏸ Pause";
    caption.setAttribute("aria-live", "off");
    if (frame === last) go(0);
    timer = setTimeout(onward, DAY_MS);
  }

  /** The next day, and the one after it once this one is drawn. */
  function onward() {
    if (frame === last) {
      pause();
      return;
    }
    go(frame + 1);
    timer = setTimeout(onward, DAY_MS);
  }

  function pause() {
    clearTimeout(timer);
    timer = null;
    play.textContent = "▶ Play";
    caption.setAttribute("aria-live", "polite");
  }

  slider.addEventListener("input", () => {
    pause();
    go(Number(slider.value));
  });

  function views() {
    const names = ["Where people move", "All places"];
    const options = names.map((name, i) => {
      const radio = element("input", { type: "radio", name: "map-part", value: i, checked: i === 0 });
      radio.addEventListener("change", () => look.at(i));
      return element("label", {}, radio, ` ${name}`);
    });
    return element(
      "fieldset",
      { className: "map-views" },
      element("legend", { textContent: "Part shown" }),
      ...options,
    );
  }

  const buttons = [play, button("◀", "A day back", () => step(-1)), button("▶", "A day on", () => step(1))];
  const label = element("label", { htmlFor: "map-day", textContent: "Day" });
  const days = element(
    "div",
    { className: "map-days" },
    ...buttons,
    shown,
    element("div", { className: "map-slider" }, label, slider),
  );
  const zoom = element(
    "div",
    { className: "map-zoom" },
    button("+", "Zoom in", () => look.closer(0.6)),
    button("−", "Zoom out", () => look.closer(1 / 0.6)),
    button("Reset", "Reset the part shown", () => look.reset()),
  );
  const alone = last === 0 ? [] : [days];
  const parts = data.views[0].join() === data.views[1].join() ? [] : [views()];
  const panel = element(
    "div",
    { className: "map-controls" },
    ...alone,
    element("div", { className: "map-look" }, ...parts, zoom),
  );
  return { panel, caption, go, pause, element, frame: () => frame };
};
