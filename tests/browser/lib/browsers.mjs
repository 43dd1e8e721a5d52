// Browsers without a network, and pages that note every fault on their way.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { puppeteer } from "./packages.mjs";

const NOWHERE = "127.0.0.1:9"; // every way out of the machine leads to a port where nobody listens
const ON_THIS_MACHINE = /^(file|data|blob|about):/;
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update", "--force-color-profile=srgb",
  `--proxy-server=${NOWHERE}`, "--proxy-bypass-list=<-loopback>",
];
const NO_NETWORK = {
  "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9,
};

const PATIENCE = { timeout: 60_000, protocolTimeout: 60_000 };

export function chromium() {
  return puppeteer.launch({ executablePath: found("chromium"), args: QUIET, ...PATIENCE });
}

export function firefox() {
  return puppeteer.launch({
    browser: "firefox", executablePath: found("firefox-esr"), extraPrefsFirefox: NO_NETWORK, ...PATIENCE,
  });
}

function found(program) {
  const path = process.env.PATH.split(":").map((folder) => `${folder}/${program}`).find(existsSync);
  if (!path) throw new Error(`${program} is needed: scripts/test installs it`);
  return path;
}

/** Opens a file as from a file manager; `faults` of the page lists errors, dialogs and requests to a network. */
export async function open(browser, file, { width = 1280, height = 900, script = true } = {}) {
  const page = await browser.newPage();
  page.faults = [];
  page.on("console", (said) => {
    if (["error", "warn"].includes(said.type())) page.faults.push(`console: ${said.text()}`);
  });
  page.on("pageerror", (error) => page.faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    page.faults.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!ON_THIS_MACHINE.test(request.url())) page.faults.push(`request: ${request.url()}`);
  });
  await page.setViewport({ width, height });
  if (!script) await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  return page;
}
