import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Assertions,
  assertionResults,
  assertionsSchema,
  type Configuration,
  loadActionCatalogue,
  loadTerraform,
  openParsed,
  readAs,
} from '#engine';
import { readYaml } from '../app/_server/content-yaml.ts';
import { type AssertedFile, detailOf } from './asserted.ts';
import { type Input, LARGEST_YAML, readInput } from './input.ts';
import { junitOf } from './junit.ts';
import { lineOf, print, say } from './output.ts';
import { inputOf } from './probe-request.ts';

/** What stands beside the files on the command line. */
interface Asked {
  readonly content: string | undefined;
  readonly junit: string | undefined;
  readonly json: boolean;
}

/** Runs each file of assertions, says what failed and why, and returns the exit status: 0 all hold, 1 one does not, 2 a file cannot be read. */
export async function assertAll(names: readonly string[], asked: Asked): Promise<number> {
  const [catalogue, terraform] = await Promise.all([loadActionCatalogue(), loadTerraform()]);
  const files = names.map((name): AssertedFile => {
    try {
      return asserted(name, { content: asked.content, catalogue, terraform });
    } catch (error) {
      return { name, results: [], fault: error instanceof Error ? error.message : String(error) };
    }
  });
  if (asked.json) print(JSON.stringify(files, null, 2));
  else for (const each of files) print(readable(each));
  for (const { fault } of files) if (fault !== undefined) say(fault);
  if (asked.junit !== undefined) writeFileSync(path.resolve(asked.junit), junitOf(files));
  if (files.some(({ fault }) => fault !== undefined)) return 2;
  return files.some(({ results }) => results.some(({ passed }) => !passed)) ? 1 : 0;
}

type Surroundings = Omit<Parameters<typeof inputOf>[1], 'folder'>;

function asserted(name: string, surroundings: Surroundings): AssertedFile {
  const input = readInput(name, process.cwd(), LARGEST_YAML);
  if (!input.ok) return { name, results: [], fault: lineOf(input.fault) };
  const read = assertionsIn(input.value);
  if ('fault' in read) return { name, results: [], fault: read.fault };
  const { checks, ...fields } = read.value;
  const found = inputOf(fields, { ...surroundings, folder: input.value.folder });
  if ('error' in found) return { name, results: [], fault: `${name}: ${found.error.code}: ${found.error.message}` };
  const configuration = openParsed(found.value);
  const fault = faultOf(name, configuration);
  if (fault !== undefined) return { name, results: [], fault };
  return { name: fields.name ?? name, results: assertionResults(configuration, checks) };
}

function assertionsIn(input: Input): { readonly value: Assertions } | { readonly fault: string } {
  const yaml = readYaml(input.text, input.name);
  const [torn] = yaml.faults;
  if (torn !== undefined) return { fault: lineOf(torn) };
  const read = readAs(assertionsSchema, yaml.value, yaml.locate);
  return read.ok ? { value: read.value } : { fault: read.errors.map((each) => lineOf(each)).join('\n') };
}

/** A text that is no configuration cannot be asked anything; one that AWS would refuse can: each check then says so. */
function faultOf(name: string, { report }: Configuration): string | undefined {
  if (report.loaded) return undefined;
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error');
  return errors.map((each) => lineOf(each, name)).join('\n');
}

function readable({ name, results, fault }: AssertedFile): string {
  if (fault !== undefined) return `${name}: could not be run`;
  const passed = results.filter((each) => each.passed).length;
  const lines = results.flatMap((each) =>
    each.passed ? [`  ok    ${each.id}`] : [`  FAIL  ${each.id}: ${each.title}`, ...detailOf(each)],
  );
  return [`${name}: ${passed} of ${results.length} hold`, ...lines].join('\n');
}
