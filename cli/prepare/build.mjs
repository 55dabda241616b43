import { rmSync } from 'node:fs';
import path from 'node:path';
import { Fault } from './fault.mjs';
import { run } from './run.mjs';
import { hashOf, readStamp, writeStamp } from './stamp.mjs';

/** All that a build is made from; content is among it because pages may be made from it ahead. */
const SOURCES = [
  ...['app', 'content', 'engine', 'prisma/schema.prisma', 'prisma/database-url.ts', 'proxy.ts', 'instrumentation.ts', 'public'],
  ...['next.config.mjs', 'postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'],
];

/** @param {string} root */
export const nextCommand = (root) => path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');

/** What every run of Next gets: it sends nothing to anybody. */
export const nextEnv = () => ({ ...process.env, NEXT_TELEMETRY_DISABLED: '1' });

/**
 * Builds the pages when their sources have changed; comes back with whether they had. What is not finished has no stamp and is
 * built again by the next start.
 * @param {string} root
 * @param {(step: string) => void} say
 * @returns {Promise<boolean>}
 */
export async function build(root, say) {
  const stamp = path.join(root, '.next', 'workbook-stamp');
  const wanted = hashOf(root, SOURCES, [process.versions.modules]);
  if (readStamp(stamp) === wanted) return false;
  say('Building (half a minute)…');
  rmSync(stamp, { force: true });
  const ended = await run(process.execPath, [nextCommand(root), 'build'], {
    cwd: root,
    env: { ...nextEnv(), NODE_ENV: 'production' },
  });
  if (ended.code !== 0) throw new Fault(`The pages cannot be built:\n${ended.output.trim()}`);
  writeStamp(stamp, wanted);
  return true;
}
