import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = mkdtempSync(path.join(tmpdir(), 'workbook bundle #1 '));
for (const folder of ['cli', 'engine', 'node_modules/.cache/workbook']) mkdirSync(path.join(root, folder), { recursive: true });
const write = (file: string, text: string) => writeFileSync(path.join(root, file), text);

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What a new process finds the bundle of `root` to say; null where there is none. */
function said(): unknown {
  const maker = JSON.stringify(new URL('./prepare/bundle.mjs', import.meta.url).href);
  const program = `const { bundled } = await import(${maker}); const made = await bundled(${JSON.stringify(root)});
    process.stdout.write(JSON.stringify(made === undefined ? null : (await import(made)).said));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }));
}

test('what is run is what the sources say now, and it finds its files beside them', () => {
  write('cli/main.ts', "import { word } from '../engine/word.ts';\nexport const said = [word, import.meta.url];");
  write('engine/word.ts', "export const word: string = 'first';");
  for (let times = 0; times < 2; times += 1) expect(said()).toEqual(['first', expect.stringMatching(/\/cli\/main\.ts$/)]);
  write('engine/word.ts', "export const word: string = 'second';");
  expect(said()).toEqual(['second', expect.stringMatching(/\/cli\/main\.ts$/)]);
});

test('sources that are not TypeScript are left to who says what is wrong with them', () => {
  write('engine/word.ts', 'export const word = ;');
  expect(said()).toBeNull();
});
