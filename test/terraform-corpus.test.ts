import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { differences, matches } from '../engine/course/expect.ts';
import { answerProbes, loadTerraform, openConfiguration, type Probe, worldSchema } from '../engine/index.ts';
import type { Json, JsonObject } from '../engine/json.ts';

const CORPUS = fileURLToPath(new URL('./corpus/terraform', import.meta.url));
const terraform = await loadTerraform();

/** What is expected of a configuration: counts, codes of what is said about it, and answers. */
interface Expected {
  readonly resources: number;
  readonly simulated: number;
  readonly loaded?: boolean;
  readonly unsupported?: Readonly<Record<string, number>>;
  /** Codes of errors and warnings, each once. */
  readonly diagnostics?: readonly string[];
  readonly rejections?: readonly string[];
  readonly advisories?: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly world?: unknown;
  readonly probes?: readonly { readonly probe: Probe; readonly expect: JsonObject }[];
}

function filesBelow(folder: string, below = ''): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(folder, name);
    return name === 'expect.yaml' ? [] : [{ path: name, text: readFileSync(path.join(folder, name), 'utf8') }];
  });
}

function opened(name: string) {
  const folder = path.join(CORPUS, name);
  const expected: Expected = parse(readFileSync(path.join(folder, 'expect.yaml'), 'utf8'));
  const { parameters = {}, world = {} } = expected;
  const configuration = openConfiguration({ files: filesBelow(folder), world: worldSchema.parse(world), parameters, terraform });
  return { expected, configuration };
}

const codesOf = (list: readonly { readonly code: string }[]): readonly string[] =>
  [...new Set(list.map((each) => each.code))].toSorted();

describe.each(readdirSync(CORPUS))('%s', (name) => {
  const { expected, configuration } = opened(name);
  const { report } = configuration;

  test('loads with its counts, and what is not simulated is named', () => {
    const { loaded, resources, simulated, format } = report;
    const unsupported = Object.fromEntries(report.unsupported.map((each) => [each.type, each.count]));
    const said = report.diagnostics.filter((each) => each.severity !== 'info');
    expect({ format, loaded, resources, simulated, unsupported, said: codesOf(said) }).toEqual({
      format: 'terraform',
      loaded: expected.loaded ?? true,
      resources: expected.resources,
      simulated: expected.simulated,
      unsupported: expected.unsupported ?? {},
      said: expected.diagnostics ?? [],
    });
    expect(codesOf(report.rejections)).toEqual(expected.rejections ?? []);
    expect(codesOf(report.advisories)).toEqual(expected.advisories ?? []);
  });

  test('every remark has its place in a file of the configuration', () => {
    const said = [...report.diagnostics, ...report.rejections, ...report.advisories];
    const files = filesBelow(path.join(CORPUS, name)).map((file) => file.path);
    for (const { code, span } of said)
      expect([code, span?.file]).toEqual([code, expect.toSatisfy((file: string) => files.includes(file))]);
  });

  test.each(expected.probes ?? [])('answers $probe.kind $probe.id', ({ probe, expect: pattern }) => {
    const [answer] = answerProbes(configuration, [{ ...probe, id: probe.id ?? 'p' }]);
    const got = answer as unknown as Json;
    const { expected: wanted, actual } = differences(pattern, got);
    expect(actual).toEqual(matches(pattern, got) ? actual : wanted);
  });
});
