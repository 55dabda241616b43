import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Rooms of the engine that no verdict needs. */
const ELSEWHERE = /^engine\/(console|describe|export|terraform\/types|course\/(export|learning|workshop|proof))\/|ts-fsrs/;

/** The files that a worker carries from its start; what it fetches later is not among them. */
async function carriedBy(worker: string): Promise<readonly string[]> {
  const { metafile } = await build({
    ...{ absWorkingDir: ROOT, entryPoints: [worker], outdir: 'out', write: false, metafile: true },
    ...{ bundle: true, splitting: true, format: 'esm', minify: true, logLevel: 'silent' },
  });
  const carried = new Set<string>();
  const open = Object.keys(metafile.outputs).filter((name) => metafile.outputs[name]?.entryPoint === worker);
  for (const name of open) {
    const { inputs = {}, imports = [] } = metafile.outputs[name] ?? {};
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) if (bytesInOutput > 0) carried.add(file);
    open.push(...imports.filter(({ kind, path }) => kind === 'import-statement' && !open.includes(path)).map(({ path }) => path));
  }
  return [...carried];
}

test('the worker that judges carries nothing that no verdict needs', async () => {
  const carried = await carriedBy('app/lab/[lab]/judge.worker.ts');
  expect(carried).toContain('engine/course/grade.ts');
  expect(carried.filter((file) => ELSEWHERE.test(file))).toEqual([]);
});
