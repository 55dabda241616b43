import { type Diagnostic, errorAt } from '../diagnostic.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { ConfigurationInput, SourceFile } from '../probe/configuration.ts';
import { isTerraform } from '../probe/format.ts';
import { type Probe, probeSchema } from '../probe/probe.ts';
import { own } from './expect.ts';
import type { Given, LabProbe } from './format/lab-probe.ts';
import type { Check } from './format/lab-schema.ts';
import type { PublicLab } from './lab.ts';
import { terraformInput } from './terraform.ts';

/** What is asked for one check: its probe and the others that must answer alike, or why a name in one of them is not there. */
export type Asked =
  | { readonly probes: readonly Probe[] }
  | { readonly error: { readonly code: string; readonly message: string } };

/** The configuration that `files` make in `lab`: its templates, the fixed ones as the lab has them. */
export function labInput(lab: PublicLab, files: readonly SourceFile[]): ConfigurationInput {
  if (isTerraform(files)) return terraformInput(lab, files);
  const templates = lab.files.flatMap(({ path, start, holds, fixed }): readonly SourceFile[] => {
    if (holds === 'answers') return [];
    if (fixed === true) return [{ path, text: start }];
    return files.filter((file) => file.path === path);
  });
  return { files: templates, stacks: lab.stacks, world: lab.world };
}

/** The text that a learner begins with, every file of it. */
export const startOf = (lab: PublicLab): readonly SourceFile[] => lab.files.map(({ path, start }) => ({ path, text: start }));

/** What `check` asks of a submission, with the names that the submission gives put in their places. */
export function askedBy(check: Check, files: readonly SourceFile[]): Asked {
  const probes: Probe[] = [];
  for (const [index, written] of [check.probe, ...(check.also ?? [])].entries()) {
    const filled = withNames(written, files);
    if ('error' in filled) return filled;
    probes.push({ ...filled.probe, id: index === 0 ? check.id : `${check.id}/${index + 1}` });
  }
  return { probes };
}

/** `written` with each `{fromFile, pointer}` replaced by the text that stands there, or which one is not there. */
export function withNames(
  written: LabProbe,
  files: readonly SourceFile[],
): { readonly probe: Probe } | { readonly error: { readonly code: string; readonly message: string } } {
  const places = placesIn(written as unknown as Json);
  // Without a name from the submission it is a probe already, as the type of its schema says.
  if (places.length === 0) return { probe: written as Probe };
  const missing = places.find((place) => textAt(place, files) === undefined);
  if (missing !== undefined) {
    const message = `\`${missing.fromFile}\` holds no text at ${missing.pointer}.`;
    return { error: { code: 'NAME_NOT_GIVEN', message } };
  }
  return { probe: probeSchema.parse(filledIn(written as unknown as Json, files)) };
}

/** Every file of answers that is not an object of JSON. */
export function answersFaults(lab: PublicLab, files: readonly SourceFile[]): readonly Diagnostic[] {
  const paths = lab.files.filter((each) => each.holds === 'answers').map((each) => each.path);
  const start = { line: 1, column: 1 };
  return files
    .filter((file) => paths.includes(file.path) && !isJsonObject(jsonIn(file.text)))
    .map(({ path }) =>
      errorAt('ANSWERS_SYNTAX', `\`${path}\` is not an object of JSON: write {"name": "text"}, each text in double quotes.`, {
        ...{ file: path, start, end: start },
      }),
    );
}

const isPlace = (value: Json): value is Given =>
  isJsonObject(value) && typeof own(value, 'fromFile') === 'string' && typeof own(value, 'pointer') === 'string';

function placesIn(value: Json): readonly Given[] {
  if (isPlace(value)) return [value];
  if (Array.isArray(value)) return value.flatMap((each: Json) => placesIn(each));
  return isJsonObject(value) ? Object.values(value).flatMap((each) => (each === undefined ? [] : placesIn(each))) : [];
}

function filledIn(value: Json, files: readonly SourceFile[]): Json {
  if (isPlace(value)) return textAt(value, files) ?? '';
  if (Array.isArray(value)) return value.map((each: Json) => filledIn(each, files));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filledIn(each ?? null, files)]));
}

/** The text at a place, without white space around it; undefined where there is none. */
function textAt({ fromFile, pointer }: Given, files: readonly SourceFile[]): string | undefined {
  const file = files.find((each) => each.path === fromFile);
  const steps = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const found = steps.reduce<Json | undefined>(
    (here, step) => (here !== undefined && isJsonObject(here) ? own(here, step) : undefined),
    file === undefined ? undefined : jsonIn(file.text),
  );
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

function jsonIn(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
