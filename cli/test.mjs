// `npm test`: everything that is known to hold, from a bare clone. A failure stops nothing, so that all of them are seen at once.
import { nodeFault } from './prepare/node-version.mjs';

const fault = nodeFault(process.versions.node);
if (fault === undefined) {
  testAll().catch((error) => {
    console.error(error instanceof Error && error.constructor.name === 'Fault' ? error.message : error);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  });
} else {
  console.error(fault);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}

/** Runs every step in order and prints one line at the end, summed over all of them. */
async function testAll() {
  const { prepareCode, ROOT } = await import('./prepare.mjs');
  const { lineOf, sum } = await import('./prepare/tally.mjs');
  const { rmSync } = await import('node:fs');
  const path = await import('node:path');
  const reports = path.join(ROOT, 'node_modules', '.cache', 'workbook');
  heading('Preparation');
  await prepareCode(console.log);
  rmSync(reports, { recursive: true, force: true });
  const tallies = [];
  const lines = [];
  for (const step of await stepsIn(ROOT, reports)) {
    heading(step.title);
    const started = Date.now();
    const tally = await step.run();
    tallies.push(tally);
    lines.push(
      `${tally.failed === 0 ? '✓' : '✗'} ${step.title}: ${lineOf(tally)} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
    );
  }
  heading('Summary');
  for (const line of lines) console.log(line);
  const all = sum(tallies);
  console.log(lineOf(all));
  process.exitCode = all.failed === 0 ? 0 : 1;
}

/** @param {string} title */
function heading(title) {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(3, 70 - title.length))}`);
}

/**
 * A part of the run with a heading of its own.
 * @typedef {{ readonly title: string, readonly run: () => Promise<import('./prepare/tally.mjs').Tally> }} Step
 */

/**
 * @param {string} root
 * @param {string} reports
 * @returns {Promise<readonly Step[]>}
 */
async function stepsIn(root, reports) {
  const { join } = await import('node:path');
  const { single, tallyIn } = await import('./prepare/tally.mjs');
  const { run } = await import('./prepare/run.mjs');
  const { build, nextCommand, nextEnv } = await import('./prepare/build.mjs');
  const { chromium } = await import('./prepare/chromium.mjs');
  const tool = (/** @type {readonly string[]} */ ...parts) => join(root, 'node_modules', ...parts);
  const node = async (/** @type {readonly string[]} */ args, env = nextEnv()) =>
    (await run(process.execPath, args, { cwd: root, env, shown: true })).code === 0;
  const check = (/** @type {string} */ title, /** @type {readonly string[]} */ ...args) => ({
    title,
    run: async () => single(await node(args)),
  });
  const report = (/** @type {string} */ name) => join(reports, name);
  return [
    check('Format and lint', tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'),
    check('Types of the routes', nextCommand(root), 'typegen'),
    check('Types', tool('typescript', 'bin', 'tsc'), '--noEmit'),
    check('Types of the engine', tool('typescript', 'bin', 'tsc'), '-p', 'engine'),
    check('Dead code', tool('knip', 'bin', 'knip.js')),
    check('Migrations', '--import', 'tsx', 'prisma/migrate.mts', 'check'),
    {
      title: 'Unit tests and laws',
      run: async () => {
        const json = report('vitest.json');
        const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${json}`];
        return tallyIn(json, await node([tool('vitest', 'vitest.mjs'), ...args], process.env));
      },
    },
    { title: 'Build', run: () => attempt(() => build(root, console.log)) },
    {
      title: 'Browser journeys',
      run: async () => {
        const json = report('playwright.json');
        /** @type {string | undefined} */
        let browser;
        const found = await attempt(async () => {
          browser = await chromium(root, console.log);
        });
        if (browser === undefined) return found;
        const env = { ...process.env, CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: json };
        return tallyIn(json, await node([tool('@playwright', 'test', 'cli.js'), 'test'], env));
      },
    },
  ];

  /**
   * One passed, or one failed with its sentence on the console.
   * @param {() => Promise<unknown>} act
   */
  async function attempt(act) {
    try {
      await act();
      return single(true);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return single(false);
    }
  }
}
