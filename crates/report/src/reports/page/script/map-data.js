"use strict";
// Unpacks the block data-map: what the map shows on each of its days.
refuge.mapData = (packed) => {
  const { places } = packed;
  const count = places.id.length;
  const dates = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const present = places.present.map(sums);
  const attacks = packed.attacks.map(([place, steps]) => ({ place, steps }));

  /** Running sums: numbers come as differences. */
  function sums(differences) {
    let sum = 0;
    return differences.map((difference) => (sum += difference));
  }

  /** The value that holds on a frame, of frame, value, frame, value and so on. */
  function held(steps, frame) {
    let value = 0;
    for (let i = 0; i < steps.length && steps[i] <= frame; i += 2) value = steps[i + 1];
    return value;
  }

  /** A date of the calendar, such as 20 February 2020, from days since the first. */
  function date(day) {
    return dates.format(new Date(Date.parse(`${packed.start}T00:00:00Z`) + day * 86_400_000));
  }

  /** Corners in degrees, of thousandths of a degree as differences. */
  function corners(line) {
    const degrees = [];
    let [x, y] = [0, 0];
    for (let i = 0; i < line.length; i += 2) {
      x += line[i];
      y += line[i + 1];
      degrees.push([x / 1000, y / 1000]);
    }
    return degrees;
  }

  function week(frame) {
    const day = packed.days[frame];
    const { weeks, links } = packed.flows;
    const at = weeks.findLastIndex((one) => one.day <= day);
    if (at < 0) return { flows: [] };
    const { persons } = weeks[at];
    const flows = [];
    for (let i = 0; i < persons.length; i += 2) {
      const [from, to] = links[persons[i]];
      flows.push({ from, to, persons: persons[i + 1] });
    }
    return { flows, from: weeks[at].day };
  }

  /** All that the map shows on a frame. */
  function state(frame) {
    const intensity = new Array(count).fill(0);
    for (const { place, steps } of attacks) intensity[place] = held(steps, frame) / 100;
    const { places: control } = packed.control;
    return {
      frame,
      date: date(packed.days[frame]),
      displaced: packed.displaced[frame],
      present: present.map((numbers) => numbers[frame]),
      capacity: places.capacity.map((steps) => held(steps, frame)),
      accepting: places.accepting.map((steps) => held(steps, frame)),
      intensity,
      holder: control.map((steps) => held(steps, frame)),
      taken: control.map((steps) => held(steps, frame) !== held(steps, 0)),
      ceasefires: packed.ceasefires.filter(({ steps }) => held(steps, frame) === 1),
      borders: packed.borders.map(({ steps }) => held(steps, frame)),
      week: week(frame),
    };
  }

  function country(code) {
    return packed.land?.names[code] ?? code;
  }

  return { ...packed, count, present, state, date, corners, country };
};
