import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executablePath = PLACES.find((place) => existsSync(place));

if (executablePath === undefined) {
  console.warn(`SKIPPED: there is no Chromium here (looked for ${PLACES.join(', ')}).`);
}

/** `describe` where there is a browser; else the suite is skipped, and that is said. */
export const describeInBrowser = executablePath === undefined ? describe.skip : describe;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
