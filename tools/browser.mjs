// A browser for the journeys: Playwright's own if it is there, else the system's Chromium, else one is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { root, say } from './prepare.mjs';

const systemPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The path of a browser, or undefined with everything tried and said. */
export async function findBrowser() {
  const { chromium } = await import('@playwright/test');
  const here = () => browserHere(chromium);
  const found = here();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('No Chromium here. Installing the one of this Debian ...');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env, timeout: 120_000 });
    const packages = ['chromium', 'fonts-noto-cjk'];
    spawnSync('apt-get', ['install', '-y', '-qq', ...packages], { stdio: 'inherit', env, timeout: 300_000 });
    if (here()) return here();
  }
  say('No Chromium here. Installing the one of Playwright ...');
  spawnSync('npx', ['playwright', 'install', 'chromium'], {
    cwd: root,
    stdio: 'inherit',
    timeout: 180_000,
    shell: process.platform === 'win32',
  });
  return here();
}

/** One that is there already, or undefined. */
export function browserHere(chromium) {
  return [process.env.MANYI_BROWSER, chromium.executablePath(), ...systemPlaces].find(
    (path) => path && existsSync(path),
  );
}
