import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const known = new Map<string, string>();

/** The hash of the engine's sources below `root` (its folder), tests aside, in 16 digits: what `engineVersion` of a grade holds. */
export function engineVersionOf(root: string = path.join(/* turbopackIgnore: true */ process.cwd(), 'engine')): string {
  const before = known.get(root);
  if (before !== undefined) return before;
  const files = readdirSync(root, { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.test.ts') && entry.name !== 'tsconfig.json',
    )
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(
      `${path.relative(root, file).replaceAll(path.sep, '/')}\0${readFileSync(file, 'utf8').replaceAll('\r\n', '\n')}\0`,
    );
  const version = hash.digest('hex').slice(0, 16);
  known.set(root, version);
  return version;
}
