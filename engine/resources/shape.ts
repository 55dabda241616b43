import type { Diagnostic } from '../diagnostic.ts';
import { warningAt } from '../diagnostic.ts';
import { onceFor } from '../remember.ts';
import { asBoolean, asNumber, asString, type Located } from '../template/tree.ts';
import { type Declared, type Draft, type PropertySpec, type ResourceKind, reject } from './kind.ts';
import { items } from './read.ts';

/** Compares a resource with what its type takes: unknown names are warned of, missing or misshapen values refused as CloudFormation does. */
export function checkShape(resource: Declared, kind: ResourceKind, draft: Draft): void {
  const entries = resource.properties.kind === 'map' ? resource.properties.entries : new Map();
  for (const [name, entry] of entries) {
    const spec = kind.properties[name];
    if (spec === undefined) draft.diagnostics.push(unknownProperty(kind, name, entry.keySpan));
    else if (!fits(entry.value, spec)) {
      reject(
        draft,
        resource,
        'ValidationError',
        `Properties validation failed for resource ${resource.logicalId}: ${name} must be ${WORDS[spec]}.`,
        entry.value.span,
      );
    }
  }
  refuseWords(resource, kind, draft);
  for (const name of requiredOf(kind)) {
    if (!entries.has(name)) {
      reject(
        draft,
        resource,
        'ValidationError',
        `Properties validation failed for resource ${resource.logicalId}: required key [${name}] not found`,
      );
    }
  }
}

/** Words that AWS does not know, refused as the service does that is asked; what exists may say what is newer than our lists. */
function refuseWords(resource: Declared, { words = {}, type }: ResourceKind, draft: Draft): void {
  if (draft.described !== undefined) return;
  for (const [name, known] of Object.entries(words)) {
    for (const node of items(resource, name)) {
      const word = asString(node);
      if (word === undefined || known.includes(word)) continue;
      const ofEc2 = `Value (${word}) for parameter ${name} is invalid. It must be ${known.join(' or ')}.`;
      const ofOthers = `1 validation error detected: Value '${word}' at '${name}' failed to satisfy constraint: Member must satisfy enum value set: [${known.join(', ')}]`;
      const refusal = Object.entries(UNKNOWN_WORD).find(([prefix]) => type.startsWith(prefix))?.[1] ?? 'ValidationError';
      reject(draft, resource, refusal, refusal === 'InvalidParameterValue' ? ofEc2 : ofOthers, node.span);
    }
  }
}

const UNKNOWN_WORD: Readonly<Record<string, string>> = {
  'AWS::EC2::': 'InvalidParameterValue',
  'AWS::Route53Resolver::': 'ValidationException',
  'AWS::VpcLattice::': 'ValidationException',
};

/** The properties that a kind cannot do without. */
const requiredOf = onceFor(({ properties }: ResourceKind): readonly string[] =>
  Object.keys(properties).filter((name) => properties[name]?.endsWith('!')),
);

const WORDS: Readonly<Record<PropertySpec, string>> = {
  text: 'text',
  'text!': 'text',
  number: 'a number',
  'number!': 'a number',
  boolean: 'true or false',
  list: 'a list',
  'list!': 'a list',
  map: 'a map',
  json: 'a JSON document',
  'json!': 'a JSON document',
};

function fits(node: Located, spec: PropertySpec): boolean {
  if (node.kind === 'unknown') return true;
  switch (spec) {
    case 'text':
    case 'text!':
      return asString(node) !== undefined;
    case 'number':
    case 'number!':
      return asNumber(node) !== undefined;
    case 'boolean':
      return asBoolean(node) !== undefined;
    case 'list':
    case 'list!':
      return node.kind === 'list' || node.kind === 'scalar';
    case 'map':
      return node.kind === 'map';
    case 'json':
    case 'json!':
      return node.kind !== 'list';
  }
}

function unknownProperty(kind: ResourceKind, name: string, span: Declared['span']): Diagnostic {
  const near = nearest(name, Object.keys(kind.properties));
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return warningAt('UNKNOWN_PROPERTY', `${kind.type} has no property ${name}.${hint}`, span);
}

/** The candidate that is nearest to `word` by edit distance, or undefined where none is near enough to be meant. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of candidates) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (best === undefined || distance < best.distance) best = { name, distance };
  }
  return best !== undefined && best.distance <= Math.max(2, word.length / 3) ? best.name : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
