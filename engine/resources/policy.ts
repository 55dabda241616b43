import { type Span, warningAt } from '../diagnostic.ts';
import { refusalsOf } from '../iam/refusals.ts';
import type { PolicyPlace } from '../iam/review/place.ts';
import { UNKNOWN_TEXT } from '../iam/review/written.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { AttachedPolicy } from '../network/model.ts';
import { readPolicyText } from '../template/text/policy-text.ts';
import { at, type Located, type LocatedUnknown, spanAt, toJson } from '../template/tree.ts';
import { advise, type Declared, type Draft, reject } from './kind.ts';

/**
 * The policy document of a property, with the way back from a JSON pointer to the learner's line: null where there is none,
 * undefined where AWS would refuse it (the refusal is noted). Text that holds JSON is read as JSON.
 */
export function attachedPolicy(
  resource: Declared,
  draft: Draft,
  name: string,
  place: PolicyPlace,
): AttachedPolicy | null | undefined {
  const node = at(resource.properties, name);
  if (node === undefined) return null;
  if (node.kind === 'unknown') return unknownPolicy(draft, node);
  const read = documentOf(node, (unknown) => sayUnknown(draft, unknown));
  if ('fault' in read) {
    reject(draft, resource, place.code, notValid(place, read.fault.position), read.fault.span);
    return undefined;
  }
  const { document, spanOf, length } = read;
  const { refusals, advisories } = refusalsOf(document, place, draft.catalogue, length);
  for (const each of refusals) reject(draft, resource, each.code, each.message, spanOf(each.pointer));
  for (const each of advisories) advise(draft, resource, each.code, each.message, spanOf(each.pointer));
  return refusals.length > 0 ? undefined : { document, spanOf };
}

/** A policy of which nothing can be known: it is judged as if it were not there, and that is said. */
function unknownPolicy(draft: Draft, { reason, span }: LocatedUnknown): null {
  const message = `This policy cannot be known here (${reason}): it is judged as if it were not there.`;
  draft.diagnostics.push(warningAt('UNKNOWN_POLICY', message, span));
  return null;
}

/** What AWS says to a text that is no policy; `position` is line and column within it. */
function notValid(place: PolicyPlace, position: Span['start']): string {
  if (place.service === 's3' && place.kind === 'resource') return "Policies must be valid JSON and the first byte must be '{'";
  return `The Policy Document is not valid. Syntax error at position (${position.line},${position.column})`;
}

/** AWS will know the value when it deploys; here nothing equals it. */
function sayUnknown(draft: Draft, { reason, span }: LocatedUnknown): void {
  const message = `This value cannot be known here (${reason}), so this policy is judged as if it equalled nothing.`;
  draft.diagnostics.push(warningAt('UNKNOWN_IN_POLICY', message, span));
}

interface ReadDocument {
  readonly document: Json;
  readonly spanOf: (pointer: string) => Span;
  /** Of the text as it is written; undefined where the document is inline. */
  readonly length: number | undefined;
}

type NoDocument = { readonly fault: { readonly position: Span['start']; readonly span: Span } };

const START = { line: 1, column: 1 };

function documentOf(node: Located, say: (unknown: LocatedUnknown) => void): ReadDocument | NoDocument {
  const unknown = (each: LocatedUnknown): Json => {
    say(each);
    return UNKNOWN_TEXT;
  };
  if (node.kind === 'map')
    return { document: toJson(node, unknown), spanOf: (pointer) => spanAt(node, pointer), length: undefined };
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return { fault: { position: START, span: node.span } };
  const text = readPolicyText(node.value, node.span);
  if (text.fault !== undefined) return { fault: text.fault };
  const document = parsed(node.value);
  if (node.value.includes(UNKNOWN_TEXT))
    say({ kind: 'unknown', reason: 'the ARN of something that is not simulated', span: node.span });
  if (!isJsonObject(document)) return { fault: { position: START, span: node.span } };
  return { document, spanOf: text.spanOf, length: node.value.length };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
