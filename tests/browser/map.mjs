// The map, its slider and its play button against places.csv.
import assert from "node:assert/strict";
import { it } from "node:test";

import { caption, hover, map as chart, slider, text, until } from "./lib/parts.mjs";
import { rows, run, written } from "./lib/results.mjs";

const DAY_MS = 300; // a day of play

export function map(desk, folder) {
  const present = new Map(rows(folder, "places").map((row) => [`${row.date} ${row.place}`, Number(row.present)]));
  const dates = rows(folder, "totals").map(({ date }) => date);
  const atHome = rows(folder, "locations").filter(({ country }) => country === run(folder).home);

  it("shows in each place and on each day the people of places.csv", async () => {
    const shown = await desk.page.evaluate(() => refuge.map.days.map((day) => [day, refuge.map.present(day)]));
    assert.deepEqual(shown.map(([day]) => dates[day]), dates, "the days of the slider");
    let compared = 0;
    for (const [day, persons] of shown) {
      for (const [place, number] of Object.entries(persons)) {
        const truth = present.get(`${dates[day]} ${place}`);
        assert.ok(Math.abs(number - truth) <= 0.5, `${dates[day]}, ${place}: ${number} on the map, ${truth} in the table`);
        compared += 1;
      }
    }
    assert.equal(compared, present.size, "places and days");
  });

  it("follows the slider by keyboard, and labels places with their people of that day", async () => {
    await desk.page.focus(slider);
    await desk.page.keyboard.press("Home");
    for (const [key, times, iso] of [["ArrowRight", 14, "2019-12-15"], ["End", 1, "2020-03-31"], ["ArrowLeft", 11, "2020-03-20"]]) {
      await desk.page.focus(slider);
      for (let press = 0; press < times; press += 1) await desk.page.keyboard.press(key);
      const date = new Date(iso).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
      assert.equal(await desk.page.$eval(slider, (input) => input.getAttribute("aria-valuetext")), date);
      await until(`the caption tells of ${date}`, async () => (await text(desk.page, caption)).includes(date));
      const persons = ({ place }) => present.get(`${iso} ${place}`);
      const [most] = [...atHome].sort((a, b) => persons(b) - persons(a));
      await hover(desk.page, chart, Number(most.longitude), mercator(most.latitude), [most.name, written(persons(most))]);
    }
  });

  it("zooms by Ctrl and the wheel, and by the wheel alone does not", async () => {
    const span = () => desk.page.$eval(chart, ({ _fullLayout }) => _fullLayout.xaxis.range[1] - _fullLayout.xaxis.range[0]);
    await desk.page.$eval(chart, (element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
    const box = await (await desk.page.$(chart)).boundingBox();
    await desk.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const before = await span();
    await desk.page.keyboard.down("Control");
    await desk.page.mouse.wheel({ deltaY: -200 });
    await until("the map shows less of the world", async () => (await span()) < 0.95 * before);
    await desk.page.keyboard.up("Control");
    await press(desk.page, "Reset");
    await until("the map shows as much as before", async () => Math.abs((await span()) / before - 1) < 1e-6);
    await desk.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await desk.page.mouse.wheel({ deltaY: -200 });
    await press(desk.page, "◀");
    assert.ok(Math.abs((await span()) / before - 1) < 1e-6, "the wheel alone zooms");
  });

  it("plays and pauses", async () => {
    const day = () => desk.page.$eval(slider, (input) => Number(input.value));
    await desk.page.focus(slider);
    await desk.page.keyboard.press("Home");
    assert.equal(await day(), 0);
    await press(desk.page, "Play");
    await until("the day goes on", async () => (await day()) >= 2);
    await press(desk.page, "Pause");
    const stopped = await day();
    await new Promise((resolve) => setTimeout(resolve, 2 * DAY_MS));
    assert.equal(await day(), stopped, "it went on after the pause");
  });
}

/** The height of a latitude on Mercator's map, in degrees at the equator. */
function mercator(latitude) {
  const radians = (Number(latitude) * Math.PI) / 180;
  return (Math.asinh(Math.tan(radians)) * 180) / Math.PI;
}

async function press(page, name) {
  for (const button of await page.$$("#map button")) {
    if ((await button.evaluate((element) => element.textContent)).includes(name)) return button.click();
  }
  assert.fail(`the map has no button “${name}”`);
}
