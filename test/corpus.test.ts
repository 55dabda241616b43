import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  answerProbes,
  assertionResults,
  loadActionCatalogue,
  loadResourceSpecification,
  openConfiguration,
  openParsed,
  parseDescribed,
  probeSchema,
  worldSchema,
} from '#engine';
import { readYaml } from '../app/_server/content-yaml.ts';
import { byId, namesOf, probeById, verdict, worldById } from './pairs.ts';

interface Expected {
  readonly resources: number;
  readonly simulated: number;
  readonly unsupported?: Readonly<Record<string, number>>;
  readonly remarks?: Readonly<Record<string, number>>;
  readonly world?: Readonly<Record<string, unknown>>;
  readonly checks: readonly {
    readonly probe: unknown;
    readonly expect: Parameters<typeof assertionResults>[1][number]['expect'];
  }[];
}

const FOLDER = new URL('./corpus/', import.meta.url);
const { world, networks } = readYaml(readFileSync(new URL('expected.yaml', FOLDER), 'utf8'), 'expected.yaml').value as {
  readonly world: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, Expected>>;
};
const specification = await loadResourceSpecification();
const catalogue = await loadActionCatalogue();

const counted = (codes: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

test('at least 40 configurations stand here, each with what is expected of it', () => {
  const files = readdirSync(new URL('cloudformation/', FOLDER)).toSorted();
  expect(Object.keys(networks).toSorted()).toEqual(files);
  expect(files.length).toBeGreaterThanOrEqual(40);
});

describe.each(Object.entries(networks))('%s', (file, expected) => {
  const text = readFileSync(new URL(`cloudformation/${file}`, FOLDER), 'utf8');
  const input = {
    files: [{ path: file, text }],
    world: worldSchema.parse({ ...world, ...expected.world }),
    specification,
    catalogue,
  };
  const configuration = openConfiguration(input);
  const { report } = configuration;

  test('loads as it is expected to', () => {
    const said = [...report.diagnostics, ...report.rejections, ...report.advisories].map(({ code }) => code);
    expect(report).toMatchObject({ loaded: true, resources: expected.resources, simulated: expected.simulated });
    expect(Object.fromEntries(report.unsupported.map(({ type, count }) => [type, count]))).toEqual(expected.unsupported ?? {});
    expect(counted(said)).toEqual(expected.remarks ?? {});
  });

  test('has the expected verdicts', () => {
    const checks = expected.checks.map(({ probe, expect: pattern }, index) => ({
      id: `c${index + 1}`,
      probe: probeSchema.parse(probe),
      expect: pattern,
    }));
    const failed = assertionResults(configuration, checks).filter(({ passed }) => !passed);
    expect(
      failed.map(({ id, expected: wanted, actual, reasons, error }) => ({
        id,
        wanted,
        actual,
        error,
        reasons: reasons.map(({ summary }) => summary),
      })),
    ).toEqual([]);
  });
});

const filesBelow = (folder: URL, below = ''): readonly { readonly path: string; readonly text: string }[] =>
  readdirSync(new URL(below, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesBelow(folder, `${below}${entry.name}/`)
      : [{ path: below + entry.name, text: readFileSync(new URL(below + entry.name, folder), 'utf8') }],
  );

const DESCRIBED = readdirSync(new URL('described/', FOLDER));

test('at least 6 networks are described as well', () => expect(DESCRIBED.length).toBeGreaterThanOrEqual(6));

describe.each(DESCRIBED)('%s, as its account describes it', (name) => {
  const file = `${name}.yaml`;
  const expected = networks[file];
  const surroundings = worldSchema.parse({ ...world, ...expected?.world });
  const text = readFileSync(new URL(`cloudformation/${file}`, FOLDER), 'utf8');
  const template = openConfiguration({ files: [{ path: file, text }], world: surroundings });
  const idOf = namesOf(template);
  const files = filesBelow(new URL(`described/${name}/`, FOLDER));
  const described = openParsed(parseDescribed({ files, world: worldById(surroundings, idOf) }));
  const probes = (expected?.checks ?? []).map(({ probe }, index) => ({ ...probeSchema.parse(probe), id: `p${index + 1}` }));

  test('loads, without anything that is deleted', () => {
    expect(described.report).toMatchObject({ format: 'describe', loaded: true, rejections: [] });
    expect(described.report.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(described.resources.filter(({ physicalId }) => /0deleted|0terminated|0gone/.test(physicalId))).toEqual([]);
  });

  test('answers what the template answers', () => {
    const asked = probes.map((probe) => probeById(probe, idOf));
    expect(answerProbes(described, asked).map(verdict)).toEqual(byId(answerProbes(template, probes).map(verdict), idOf));
  });

  test('and points at the files', () => {
    const asked = probes.map((probe) => probeById(probe, idOf));
    const spans = answerProbes(described, asked).flatMap(({ blocks = [] }) => blocks.flatMap(({ span }) => span ?? []));
    expect(spans.filter((span) => !files.some(({ path }) => path === span.file))).toEqual([]);
  });
});
