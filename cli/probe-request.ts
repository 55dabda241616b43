import path from 'node:path';
import {
  answerProbes,
  type Configuration,
  type ConfigurationInput,
  isDescribed,
  labInput,
  openParsed,
  type ParsedConfiguration,
  type Probe,
  type ProbeAnswer,
  parseConfiguration,
  parseDescribed,
  probeSchema,
  readAs,
  type SourceFile,
  type StackPlace,
  startOf,
  type World,
  worldSchema,
} from '#engine';

import { readYaml } from '../app/_server/content-yaml.ts';
import { contentRoot, labNamed, loadContent } from './course.ts';
import { isFolder } from './folder.ts';
import { LARGEST_YAML, readInput } from './input.ts';
import { describedFiles, folderFormat } from './parsed.ts';
import { submissionFiles } from './submission.ts';
import { terraformFolder } from './terraform.ts';

/** Where the relative paths of a request start, and which content its labs come from. */
export interface Surroundings {
  readonly folder: string;
  readonly content: string | undefined;
  /** For closer remarks on policies. */
  readonly catalogue: ConfigurationInput['catalogue'];
  readonly terraform: ConfigurationInput['terraform'];
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}
type Found<T> = { readonly value: T } | { readonly error: Refusal };

const refused = (code: string, message: string): { readonly error: Refusal } => ({ error: { code, message } });

/** One answer for each probe of `request`, in order; what cannot be asked carries an error and the rest go on. Never throws. */
export function answerRequest(request: unknown, surroundings: Surroundings): readonly ProbeAnswer[] {
  const fields = isRecord(request) ? request : {};
  const probes = Array.isArray(fields.probes) ? (fields.probes as readonly unknown[]) : [];
  const said = (error: Refusal) => (probes.length === 0 ? [undefined] : probes).map((probe) => ({ id: idOf(probe), error }));
  const unknown = Object.keys(fields).find((key) => !['id', 'configuration', 'world', 'parameters', 'probes'].includes(key));
  if (!isRecord(request))
    return said({ code: 'BAD_REQUEST', message: 'A request is a JSON object with `configuration` and `probes`.' });
  if (unknown !== undefined)
    return said({
      code: 'BAD_REQUEST',
      message: `A request has no field \`${unknown}\`: it has configuration, world, parameters and probes.`,
    });
  if (probes.length === 0) return said({ code: 'BAD_REQUEST', message: 'A request needs `probes`: a list of at least one.' });
  try {
    const input = inputOf(fields, surroundings);
    return 'error' in input ? said(input.error) : answersOf(openParsed(input.value), probes);
  } catch (error) {
    return said({ code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) });
  }
}

/** One answer for each of `probes` as they are written; one that is no probe has an error in its place. */
export function answersOf(configuration: Configuration, probes: readonly unknown[]): readonly ProbeAnswer[] {
  const read = probes.map((probe) => ({ probe, result: readAs(probeSchema, probe, nowhere) }));
  const answers = answerProbes(
    configuration,
    read.flatMap(({ result }): readonly Probe[] => (result.ok ? [result.value] : [])),
  )[Symbol.iterator]();
  return read.map(({ probe, result }): ProbeAnswer => {
    if (!result.ok)
      return { id: idOf(probe), error: { code: 'BAD_PROBE', message: result.errors.map((each) => each.message).join(' ') } };
    const next = answers.next();
    return next.done === true
      ? { id: idOf(probe), error: { code: 'NO_ANSWER', message: 'The probe got no answer.' } }
      : next.value;
  });
}

/** The configuration that `configuration`, `world` and `parameters` of a request name, read. */
export function inputOf(fields: Readonly<Record<string, unknown>>, surroundings: Surroundings): Found<ParsedConfiguration> {
  const source = sourceOf(fields.configuration, surroundings);
  if ('error' in source) return source;
  const world =
    fields.world === undefined && source.value.world !== undefined
      ? { value: source.value.world }
      : worldOf(fields.world ?? {}, surroundings.folder);
  if ('error' in world) return world;
  const { parameters } = fields;
  const { files, stacks, root, wanted, parse = parseConfiguration } = source.value;
  const { catalogue, terraform } = surroundings;
  const input = { files, stacks, root, wanted, world: world.value, catalogue, terraform };
  if (parameters === undefined) return { value: parse(input) };
  if (
    !isRecord(parameters) ||
    !Object.values(parameters).every((each) => ['string', 'number', 'boolean'].includes(typeof each))
  ) {
    return refused('BAD_REQUEST', '`parameters` is an object of texts.');
  }
  const texts = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
  return { value: parse({ ...input, parameters: texts }) };
}

interface Source {
  readonly files: readonly SourceFile[];
  readonly stacks?: readonly StackPlace[] | undefined;
  readonly root?: string | undefined;
  readonly wanted?: ConfigurationInput['wanted'];
  readonly world?: World;
  /** What reads the files; CloudFormation's reader when left out. */
  readonly parse?: (input: ConfigurationInput) => ParsedConfiguration;
}

function sourceOf(configuration: unknown, { folder, content }: Surroundings): Found<Source> {
  if (!isRecord(configuration))
    return refused(
      'BAD_CONFIGURATION',
      '`configuration` is an object: {"template": path}, {"terraform": folder}, {"source": text}, {"describe": folder} or {"lab": id, "submission": path}.',
    );
  if (Array.isArray(configuration.stacks)) return stackSources(configuration.stacks, folder);
  const { template, terraform, source, lab, submission, describe, path: anything } = configuration;
  if (typeof anything === 'string') return sourceAt(anything, folder);
  if (typeof describe === 'string') return describedSource(describe, folder);
  if (typeof terraform === 'string') return terraformSource(terraform, folder);
  if (typeof source === 'string') return { value: { files: [{ path: 'source', text: source }] } };
  if (typeof template === 'string') {
    const read = readInput(template, folder);
    return read.ok
      ? { value: { files: [{ path: template, text: read.value.text }] } }
      : refused(read.fault.code, read.fault.message);
  }
  if (typeof lab === 'string') return labSource(lab, submission, folder, content);
  return refused('BAD_CONFIGURATION', '`configuration` names no template, Terraform folder, source or lab.');
}

/** A file or folder in the format that its content says. */
function sourceAt(name: string, folder: string): Found<Source> {
  if (isFolder(name, folder))
    return folderFormat(name, folder) === 'terraform' ? terraformSource(name, folder) : describedSource(name, folder);
  const read = readInput(name, folder);
  if (!read.ok) return refused(read.fault.code, read.fault.message);
  const files = [{ path: name, text: read.value.text }];
  return { value: { files, ...(isDescribed(read.value.text) ? { parse: parseDescribed } : {}) } };
}

/** Texts of Terraform with all that they need, or a plan or state. */
function terraformSource(name: string, folder: string): Found<Source> {
  const read = terraformFolder(name, folder);
  return read.ok ? { value: read.value } : refused(read.fault.code, read.fault.message);
}

/** What an account describes: a folder of output, or one file. */
function describedSource(name: string, folder: string): Found<Source> {
  const files = describedFiles(name, folder);
  return files.ok ? { value: { files: files.value, parse: parseDescribed } } : refused(files.fault.code, files.fault.message);
}

/** Several stacks: each with an id, a template (a path) or a source (the text), and where it is deployed. */
function stackSources(written: readonly unknown[], folder: string): Found<Source> {
  if (written.length === 0) return refused('BAD_CONFIGURATION', '`stacks` names no stack.');
  const files: SourceFile[] = [];
  const stacks: StackPlace[] = [];
  for (const each of written) {
    const { id, template, source, account, region, parameters } = isRecord(each) ? each : {};
    if (typeof id !== 'string' || id === '' || (typeof template !== 'string' && typeof source !== 'string'))
      return refused('BAD_CONFIGURATION', 'Each of `stacks` has an `id` and a `template` (a path) or a `source` (the text).');
    if (stacks.some((other) => other.id === id)) return refused('BAD_CONFIGURATION', `Two stacks are called ${id}.`);
    const read = typeof source === 'string' ? undefined : readInput(String(template), folder);
    if (read !== undefined && !read.ok) return refused(read.fault.code, read.fault.message);
    const path = `${id}/${typeof template === 'string' ? template : 'source'}`;
    files.push({ path, text: read?.value.text ?? String(source) });
    stacks.push({ id, path, ...placeOf({ account, region, parameters }) });
  }
  return { value: { files, stacks } };
}

const placeOf = ({ account, region, parameters }: Readonly<Record<string, unknown>>): Omit<StackPlace, 'id' | 'path'> => ({
  ...(account === undefined ? {} : { account: String(account) }),
  ...(typeof region === 'string' ? { region } : {}),
  ...(isRecord(parameters)
    ? { parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])) }
    : {}),
});

function labSource(id: string, submission: unknown, folder: string, content: string | undefined): Found<Source> {
  const lab = labNamed(loadContent(contentRoot(content)), id);
  if (lab === undefined) return refused('UNKNOWN_LAB', `There is no lab ${id}.`);
  if (typeof submission !== 'string') return { value: labInput(lab, startOf(lab)) };
  const files = submissionFiles(lab, path.resolve(folder, submission));
  return files.ok ? { value: labInput(lab, files.value) } : refused(files.fault.code, files.fault.message);
}

function worldOf(world: unknown, folder: string): Found<World> {
  if (typeof world !== 'string') return checkedWorld(world, nowhere, '');
  const read = readInput(world, folder, LARGEST_YAML);
  if (!read.ok) return refused(read.fault.code, read.fault.message);
  const yaml = readYaml(read.value.text, world);
  const [fault] = yaml.faults;
  if (fault !== undefined)
    return refused('BAD_WORLD', `${world}:${fault.span?.start.line}:${fault.span?.start.column}: ${fault.message}`);
  return checkedWorld(yaml.value, yaml.locate, world);
}

function checkedWorld(value: unknown, locate: Parameters<typeof readAs>[2], name: string): Found<World> {
  const read = readAs(worldSchema, value, locate);
  if (read.ok) return { value: read.value };
  const lines = read.errors.map((each) =>
    name === '' ? each.message : `${name}:${each.span?.start.line}:${each.span?.start.column}: ${each.message}`,
  );
  return refused('BAD_WORLD', lines.join(' '));
}

const start = { line: 1, column: 1 };
const nowhere = () => ({ file: '', start, end: start });

const idOf = (probe: unknown): string => (isRecord(probe) && typeof probe.id === 'string' ? probe.id : '');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
