import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import {
  askedBy,
  type Configuration,
  type ConfigurationInput,
  labInput,
  labsOf,
  type Probe,
  type ProbeAnswer,
  probeSchema,
  type World,
  worldSchema,
} from '#engine';
import { readContent } from '../app/_server/content.ts';
import type { Loaded } from '../engine/probe/loaded.ts';
import { mergePatch } from './merge-patch.ts';

/** A configuration and what is asked of it: written in another format it must answer the same. */
export interface Pair {
  readonly name: string;
  readonly input: ConfigurationInput;
  readonly probes: readonly Probe[];
}

/** Every solution of every lab with its checks. */
export function labPairs(): readonly Pair[] {
  const labs = labsOf(readContent(path.resolve(import.meta.dirname, '../content')).course);
  return labs.flatMap((lab) =>
    lab.secrets.solutions.map(({ file, files }) => ({
      name: `${lab.id} ${file}`,
      input: labInput(lab, files),
      probes: lab.checks.flatMap((check) => {
        const asked = askedBy(check, files);
        return 'probes' in asked ? asked.probes : [];
      }),
    })),
  );
}

/** Every lab as it is given, with its checks. */
export function startPairs(): readonly Pair[] {
  const labs = labsOf(readContent(path.resolve(import.meta.dirname, '../content')).course);
  return labs.map((lab) => {
    const files = lab.files.map(({ path: name, start }) => ({ path: name, text: start }));
    const probes = lab.checks.flatMap((check) => {
      const asked = askedBy(check, files);
      return 'probes' in asked ? asked.probes : [];
    });
    return { name: `${lab.id} start`, input: labInput(lab, files), probes };
  });
}

/** Every template of the corpus with what is asked of it. */
export function corpusPairs(): readonly Pair[] {
  const folder = new URL('./corpus/', import.meta.url);
  const expected = parse(readFileSync(new URL('expected.yaml', folder), 'utf8')) as {
    readonly world: Readonly<Record<string, unknown>>;
    readonly networks: Readonly<
      Record<string, { readonly world?: object; readonly checks?: readonly { readonly probe: unknown }[] }>
    >;
  };
  return Object.entries(expected.networks).map(([file, { world = {}, checks = [] }]) => ({
    name: `corpus ${file}`,
    input: {
      files: [{ path: file, text: readFileSync(new URL(`cloudformation/${file}`, folder), 'utf8') }],
      world: worldSchema.parse({ ...expected.world, ...world }),
    },
    probes: checks.map(({ probe }, index) => probeSchema.parse({ id: `p${index}`, ...(probe as object) })),
  }));
}

const FOLDER = new URL('./conformance/network/', import.meta.url);

interface Conformance {
  readonly base: Readonly<Record<string, unknown>>;
  readonly stacks?: readonly { readonly id: string; readonly account: string; readonly region?: string }[];
  readonly world: Readonly<Record<string, unknown>>;
  readonly cases: readonly {
    readonly name: string;
    readonly change: Readonly<Record<string, unknown>>;
    readonly world?: Readonly<Record<string, unknown>>;
    readonly probe: unknown;
  }[];
}

/** Every case of the network's conformance. */
export function conformancePairs(): readonly Pair[] {
  return readdirSync(FOLDER).flatMap((file) => {
    const { base, stacks = [], world, cases } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Conformance;
    return cases.map(({ name, change, world: patch = {}, probe }) => {
      const part = (id: string) => (id === '' ? change : (change[id] ?? {}));
      const files = (stacks.length === 0 ? [''] : stacks.map(({ id }) => id)).map((id) => ({
        path: `${id}.json`,
        text: JSON.stringify({ Resources: mergePatch(id === '' ? base.Resources : base[id], part(id)) }),
      }));
      const places = stacks.map((each) => ({ ...each, path: `${each.id}.json` }));
      const input = { files, stacks: places, world: worldSchema.parse(mergePatch(world, patch)) };
      return { name: `${file}: ${name}`, input, probes: [probeSchema.parse(probe)] };
    });
  });
}

/** The AWS id that a name of the configuration stands for. */
export const namesOf = (configuration: Configuration): ((name: string) => string | undefined) =>
  (configuration as Loaded).deployed?.stack.idOf ?? (() => undefined);

type Names = ReturnType<typeof namesOf>;

/** `value` with every name made the AWS id that it stands for; keys stay. */
export function byId<T>(value: T, idOf: Names): T {
  if (typeof value === 'string') return (idOf(value) ?? value) as T;
  if (Array.isArray(value)) return value.map((each) => byId(each, idOf)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, byId(each, idOf)])) as T;
}

/** Fields that name things of the world, where a name of the configuration's may stand as well. */
const OTHERS = ['host', 'principal', 'id', 'kind', 'name'];

/** The probe with AWS ids in place of names. */
export function probeById(probe: Probe, idOf: Names): Probe {
  const states = Object.fromEntries(Object.entries(probe.states ?? {}).map(([name, state]) => [idOf(name) ?? name, state]));
  const renamed: unknown = JSON.parse(JSON.stringify(probe), (key, value: unknown) =>
    typeof value === 'string' && !OTHERS.includes(key) ? (idOf(value) ?? value) : value,
  );
  return probeSchema.parse({ ...(renamed as object), ...(probe.states === undefined ? {} : { states }) });
}

const NAMED = ['subnet', 'securityGroups', 'gateway', 'resolver', 'vpc', 'endpoint'];

/** The world whose hosts are in things by their AWS ids. */
export const worldById = (world: World, idOf: Names): World => ({
  ...world,
  existing: world.existing.map((name) => idOf(name) ?? name),
  hosts: Object.fromEntries(
    Object.entries(world.hosts).map(([name, host]) => [
      name,
      Object.fromEntries(
        Object.entries(host).map(([key, value]) => {
          const isHost = key === 'resolver' && typeof value === 'string' && value in world.hosts;
          return [key, NAMED.includes(key) && !isHost ? byId(value, idOf) : value];
        }),
      ),
    ]),
  ),
});

/** What an answer says of the way and the decision, without names and places in texts. */
export const verdict = ({ outcome, forward, connection, via, blocks, dns, evaluation, error }: ProbeAnswer) => ({
  outcome,
  forward,
  connection,
  error: error?.code,
  via: via?.map(({ kind, id, endpointType }) => ({ kind, id, endpointType })),
  // A name that does not exist has no id.
  blocks: blocks?.map(({ kind, id, explanationCode, direction }) => ({
    kind,
    id: kind === 'dns' ? '' : id,
    explanationCode,
    direction,
  })),
  dns: dns === undefined ? undefined : { status: dns.status, answers: dns.answers, authority: dns.authority },
  evalDecision: evaluation?.evalDecision,
});
