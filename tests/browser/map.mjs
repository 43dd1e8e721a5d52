// The map, its slider and its play button against places.csv.
import assert from "node:assert/strict";
import { it } from "node:test";

import { caption, hover, slider, text, until } from "./lib/parts.mjs";
import { rows, written } from "./lib/results.mjs";

export function map(desk, folder) {
  const present = new Map(rows(folder, "places").map((row) => [`${row.date} ${row.place}`, Number(row.present)]));
  const locations = rows(folder, "locations");

  it("shows on each day of the slider the people of places.csv", async () => {
    const days = await desk.page.$eval(slider, (input) => Number(input.max) - Number(input.min) + 1);
    let compared = 0;
    for (let day = 0; day < days; day += 1) {
      const shown = await desk.page.evaluate((day) => refuge.map.present(day), day);
      for (const [place, persons] of Object.entries(shown.present)) {
        const truth = present.get(`${shown.date} ${place}`);
        assert.ok(Math.abs(persons - truth) <= 0.5, `${shown.date}, ${place}: ${persons} on the map, ${truth} in the table`);
        compared += 1;
      }
    }
    assert.ok(compared >= days * 40, `only ${compared} numbers on ${days} days`);
  });

  it("follows the slider by keyboard", async () => {
    await desk.page.focus(slider);
    await desk.page.keyboard.press("Home");
    for (const [key, times, date] of [["ArrowRight", 14, "15 Dec 2019"], ["End", 1, "31 Mar 2020"], ["ArrowLeft", 40, "20 Feb 2020"]]) {
      for (let press = 0; press < times; press += 1) await desk.page.keyboard.press(key);
      await until(`the caption says ${date}`, async () => says(await text(desk.page, caption), date));
      const spoken = await desk.page.$eval(slider, (input) => input.getAttribute("aria-valuetext"));
      assert.ok(says(spoken, date), `the slider says “${spoken}”`);
    }
  });

  it("labels a place with its people on the day of the slider", async () => {
    const [place] = locations.filter(({ name }) => name === "Idleb city" || name === "Idlib");
    const persons = written(present.get(`2020-02-20 ${place.place}`));
    await hover(desk.page, "#map-view", ...(await at(desk.page, place)), [place.name, persons]);
  });

  it("plays and pauses", async () => {
    const day = () => desk.page.$eval(slider, (input) => Number(input.value));
    await desk.page.focus(slider);
    await desk.page.keyboard.press("Home");
    const button = await desk.page.$$("#map button");
    const names = await Promise.all(button.map((one) => one.evaluate((element) => element.ariaLabel ?? element.textContent)));
    const play = button[names.findIndex((name) => /play/i.test(name))];
    assert.equal(await day(), 0);
    await play.click();
    await until("the day goes on", async () => (await day()) >= 2);
    await play.click();
    const stopped = await day();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(await day(), stopped, "it went on after the pause");
  });
}

function says(words, date) {
  const [day, month, year] = date.split(" ");
  return new RegExp(`\\b${day} ${month}[a-z]* ${year}\\b`).test(words);
}

/** Where the map draws a place, in the units of its axes. */
function at(page, { place }) {
  return page.evaluate((id) => refuge.map.at(id), place);
}
