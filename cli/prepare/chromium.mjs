import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { Fault } from './fault.mjs';
import { run } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const PLACES = [
  ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'],
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((place) =>
      path.join(process.env[name] ?? 'C:\\', place),
    ),
  ),
];

/**
 * A Chromium to test with: the one in `CHROMIUM_PATH`, one that this machine has, or one that is installed now.
 * @param {string} root
 * @param {(step: string) => void} say
 * @returns {Promise<string>}
 */
export async function chromium(root, say) {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    if (!existsSync(given))
      throw new Fault(`CHROMIUM_PATH is ${given}, where there is nothing: set it to a Chromium or leave it out.`);
    return given;
  }
  const found = await chromiumHere();
  if (found !== undefined) return found;
  for (const attempt of installers(root)) {
    say(`No Chromium found; trying ${attempt.title}…`);
    for (const [command, ...args] of attempt.commands) {
      const ended = await run(command ?? '', args, { cwd: root, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
      if (ended.code !== 0) break;
    }
    const installed = await chromiumHere();
    if (installed !== undefined) return installed;
  }
  throw new Fault(
    'There is no Chromium for the browser journeys and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to one.',
  );
}

/** @returns {Promise<string | undefined>} */
async function chromiumHere() {
  const playwright = await import('@playwright/test');
  const onPath = (process.env.PATH ?? '').split(path.delimiter).flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...PLACES, ...onPath, playwright.chromium.executablePath()].find(isProgram);
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} root */
function installers(root) {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const apt = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'];
  const playwright = [process.execPath, path.join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'];
  const system = {
    title: 'apt-get',
    commands: [
      ['apt-get', 'update'],
      ['apt-get', ...apt],
    ],
  };
  return [
    ...(isRoot && existsSync('/usr/bin/apt-get') ? [system] : []),
    { title: "Playwright's installer", commands: [playwright] },
  ];
}
