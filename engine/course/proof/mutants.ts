import { type Diagnostic, errorAt, warningAt } from '../../diagnostic.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { SourceFile } from '../../probe/configuration.ts';
import { parseTemplate } from '../../template/parse.ts';
import { toJson } from '../../template/tree.ts';
import type { Asking } from '../ask.ts';
import type { CourseLab } from '../course.ts';
import { own } from '../expect.ts';
import { type Grade, gradePrepared, prepareLab } from '../grade.ts';
import { canonical } from '../hash.ts';
import type { Solution } from '../lab.ts';
import { shuffled } from '../shuffle.ts';

/** A solution with one thing changed: where, and the files that result. */
export interface Mutant {
  readonly solution: string;
  /** Such as `S3Gw.PolicyDocument.Statement[0].Effect`. */
  readonly at: string;
  readonly change: string;
  readonly files: readonly SourceFile[];
}

const FEWEST = 20;

/** How many mutants of a lab are judged where not all are asked for. */
const SAMPLE = 6;

/**
 * Every mutant of the solutions of `lab` that still passes and is not listed as equivalent: a check that would notice it is missing, or the
 * property says nothing. With `all` each of them is judged, otherwise a few that the lab's text decides, and only where the lab says what is
 * equivalent, which is its promise that the rest is caught.
 */
export function mutantFaults(lab: CourseLab, asking: Asking, all: boolean): readonly Diagnostic[] {
  if (!all && lab.secrets.equivalent === undefined) return [];
  const mutants = lab.secrets.solutions.flatMap((solution) => mutantsOf(lab, solution));
  const judged = all ? mutants : shuffled(mutants, canonical(lab.checks)).slice(0, SAMPLE);
  const prepared = prepareLab(lab, '', asking);
  const worth = new Map(lab.secrets.solutions.map(({ file, files }) => [file, gradePrepared(prepared, files).distinction]));
  const survivors = judged.filter((mutant) => {
    const grade = gradePrepared(prepared, mutant.files);
    return keepsAll(grade) && grade.distinction === worth.get(mutant.solution);
  });
  const equivalent = lab.secrets.equivalent ?? [];
  const left = survivors.filter((mutant) => !equivalent.some((each) => covers(each.at, mutant.at)));
  const idle = all ? equivalent.filter((each) => !survivors.some((mutant) => covers(each.at, mutant.at))) : [];
  const at = lab.at(['solutions']);
  return [
    ...left.map(({ solution, at: where, change }) =>
      errorAt(
        'MUTANT_SURVIVES',
        `${solution} of ${lab.id} still passes with ${where} ${change}: add a check that fails, or list it in \`equivalent\` with the reason.`,
        at,
      ),
    ),
    ...idle.map((each) =>
      errorAt(
        'EQUIVALENT_UNUSED',
        `No mutant of ${lab.id} survives at ${each.at}: delete the entry.`,
        lab.at(['equivalent', equivalent.indexOf(each)]),
      ),
    ),
    ...(all && mutants.length < FEWEST
      ? [warningAt('FEW_MUTANTS', `${lab.id} has ${mutants.length} mutants, and ${FEWEST} are wanted.`, at)]
      : []),
  ];
}

/** Whether every check that counts holds: a lab may be passed with less, and the change is noticed all the same. */
const keepsAll = ({ class: outcome, score }: Grade): boolean => outcome === 'passed' && score.passed === score.of;

/** Every change of one thing that the learner adds or edits in `solution`: a part dropped, a value exchanged. Names and remarks are left alone. */
export function mutantsOf(lab: CourseLab, solution: Solution): readonly Mutant[] {
  return lab.files.flatMap(({ path, start, holds, fixed }) => {
    const file = solution.files.find((each) => each.path === path);
    if (file === undefined || fixed === true) return [];
    const [before, after] = holds === 'answers' ? [jsonIn(start), jsonIn(file.text)] : [treeIn(start), treeIn(file.text)];
    const changes = holds === 'answers' ? changesOf(after, '', namesIn(after)) : resourceChanges(before, after);
    return changes.map(({ at, change, value }) => ({
      ...{ solution: solution.file, at, change },
      files: solution.files.map((each) => (each.path === path ? { path, text: JSON.stringify(value, null, 1) } : each)),
    }));
  });
}

interface Change {
  readonly at: string;
  readonly change: string;
  readonly value: Json;
}

const treeIn = (text: string): Json => {
  const { template } = parseTemplate(text, '');
  return template === undefined ? null : toJson(template.root);
};

function jsonIn(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** The changes of the resources that the start does not hold like this. */
function resourceChanges(before: Json, after: Json): readonly Change[] {
  const [old, now] = [partOf(before, 'Resources'), partOf(after, 'Resources')];
  const names = namesIn(after);
  return Object.entries(now).flatMap(([name, resource]) => {
    if (!isJsonObject(resource) || canonical(old[name] ?? null) === canonical(resource)) return [];
    const rest = Object.fromEntries(Object.entries(now).filter(([each]) => each !== name));
    const dropped: Change = { at: name, change: 'dropped', value: rest };
    const properties = own(resource, 'Properties') ?? {};
    const inner = changesOf(properties, name, names).map((each) => ({
      ...each,
      value: { ...now, [name]: { ...resource, Properties: each.value } },
    }));
    return [dropped, ...inner].map((each) => ({ ...each, value: { ...(after as JsonObject), Resources: each.value } }));
  });
}

const partOf = (value: Json, key: string): JsonObject => {
  const part = isJsonObject(value) ? own(value, key) : undefined;
  return isJsonObject(part) ? part : {};
};

/** What nobody could notice, and what only people read. */
const UNREAD = [
  'Tags',
  'Description',
  'GroupDescription',
  'Sid',
  'Id',
  'Version',
  'Metadata',
  'GroupName',
  'PrefixListName',
  'Name',
];

/** What CloudFormation takes where nothing is written: dropping it changes nothing. */
const DEFAULTS: JsonObject = { VpcEndpointType: 'Gateway', PrivateDnsEnabled: false, EnableDnsSupport: true, Egress: false };

/** The logical ids of a template by type, for exchanging one reference for another. */
type Names = ReadonlyMap<string, readonly string[]>;

function namesIn(template: Json): Names {
  const types = new Map<string, string[]>();
  for (const [name, resource] of Object.entries(partOf(template, 'Resources'))) {
    const type = isJsonObject(resource) ? String(own(resource, 'Type')) : '';
    types.set(type, [...(types.get(type) ?? []), name]);
  }
  return types;
}

function changesOf(value: Json, at: string, names: Names): readonly Change[] {
  if (isList(value)) {
    return value.flatMap((item: Json, index): readonly Change[] => [
      ...(value.length > 1
        ? [{ at: `${at}[${index}]`, change: 'dropped', value: value.filter((_: Json, other: number) => other !== index) }]
        : []),
      ...changesOf(item, `${at}[${index}]`, names).map((each) => ({
        ...each,
        value: value.map((old: Json, other: number) => (other === index ? each.value : old)),
      })),
    ]);
  }
  if (!isJsonObject(value)) return exchanged(value, at);
  const [key, ...more] = Object.keys(value);
  if (more.length === 0 && key === 'Ref') return otherReference(String(value.Ref), at, names);
  if (more.length === 0 && key?.startsWith('Fn::') === true) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    if (UNREAD.includes(name)) return [];
    const path = at === '' ? name : `${at}.${name}`;
    const rest = Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
    const inner = changesOf(part, path, names).map((each) => ({ ...each, value: { ...value, [name]: each.value } }));
    return part === own(DEFAULTS, name) ? inner : [{ at: path, change: 'dropped', value: rest }, ...inner];
  });
}

function otherReference(name: string, at: string, names: Names): readonly Change[] {
  const alike = [...names.values()].find((each) => each.includes(name)) ?? [];
  const other = alike.find((each) => each !== name);
  return other === undefined ? [] : [{ at, change: `→ !Ref ${other}`, value: { Ref: other } }];
}

function exchanged(value: string | number | boolean | null, at: string): readonly Change[] {
  const other = otherValue(value);
  return other === undefined ? [] : [{ at, change: `→ ${String(other)}`, value: other }];
}

function otherValue(value: string | number | boolean | null): string | number | boolean | undefined {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return otherNumber(value);
  if (value === null) return undefined;
  if (value === 'Allow' || value === 'Deny') return value === 'Allow' ? 'Deny' : 'Allow';
  if (value === 'true' || value === 'false') return value === 'true' ? 'false' : 'true';
  if (/^\d+$/.test(value)) return String(otherNumber(Number(value)));
  return /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(value) ? '203.0.113.0/24' : `${value}zz9`;
}

// Array.isArray does not narrow readonly arrays out of a union.
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Far enough away that a range of ports which should be narrow would be noticed. */
const otherNumber = (value: number): number => (value >= 100 ? value * 2 : value + 1);

/** Whether `pattern` names the place or something that it is a part of; `*` stands for one name, `[*]` for any item. */
function covers(pattern: string, at: string): boolean {
  const source = pattern
    .replace(/[.+?^${}()|\\]/g, '\\$&')
    .replaceAll('[*]', '\\[\\d+\\]')
    .replace(/\[(\d+)\]/g, '\\[$1\\]');
  return new RegExp(`^${source.replaceAll(/(?<!\\)\*/g, '[^.\\[]+')}(?=$|[.\\[])`).test(at);
}
