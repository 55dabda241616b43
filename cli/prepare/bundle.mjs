import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashOf } from './stamp.mjs';

/** All that the command line is made from; the lockfile stands for what is installed. */
const SOURCES = ['cli', 'engine', 'bench', 'app/_server', 'package.json', 'package-lock.json'];

const AN_HOUR = 3_600_000;

/**
 * The address of `cli/main.ts` with all that it imports as JavaScript, made from the sources as they are now: under a name that is a
 * hash of them, so that what is found there is never out of date. Undefined where it cannot be made or kept.
 * @param {string} root
 * @returns {Promise<string | undefined>}
 */
export async function bundled(root) {
  try {
    const cache = path.join(root, 'node_modules', '.cache', 'workbook');
    const folder = path.join(cache, hashOf(root, SOURCES, [root, process.version]).slice(0, 32));
    if (!existsSync(folder)) await make(root, cache, folder);
    return pathToFileURL(path.join(folder, 'main.js')).href;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} root
 * @param {string} cache
 * @param {string} folder
 */
async function make(root, cache, folder) {
  const { build } = await import('esbuild');
  const draft = `${folder}.${process.pid}`;
  await build({
    absWorkingDir: root,
    entryPoints: ['cli/main.ts'],
    outdir: draft,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    tsconfigRaw: {},
    minifyWhitespace: true,
    logLevel: 'silent',
    // Its form for Node asks the environment at each word of a text whether it should print it, which takes a quarter of the time.
    alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
    // Packages that are written as CommonJS ask for Node's own modules by this name.
    banner: { js: "import{createRequire as _require}from'node:module';const require=_require(import.meta.url);" },
    plugins: [ownAddress],
  });
  dropOld(cache);
  try {
    renameSync(draft, folder);
  } catch {
    // Somebody else was faster with the same.
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Each source goes on to find files beside itself, not beside the bundle.
 * @type {import('esbuild').Plugin} */
const ownAddress = {
  name: 'own-address',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/](cli|bench|app|engine)[\\/].*\.ts$/ }, async ({ path: file }) => {
      const { readFile } = await import('node:fs/promises');
      const text = await readFile(file, 'utf8');
      return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)), loader: 'ts' };
    });
  },
};

/**
 * What was made of earlier sources; not what is so young that somebody may still be running it.
 * @param {string} cache
 */
function dropOld(cache) {
  for (const name of readdirSync(cache)) {
    const each = path.join(cache, name);
    if (Date.now() - statSync(each).mtimeMs > AN_HOUR) rmSync(each, { recursive: true, force: true });
  }
}
