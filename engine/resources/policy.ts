import { refusalsOf } from '../iam/refusals.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { AttachedPolicy } from '../network/model.ts';
import { at, spanAt, toJson } from '../template/tree.ts';
import { advise, type Declared, type Draft, reject } from './kind.ts';

/**
 * The policy document of a property, with the way back from a JSON pointer to the learner's line: null where there is none,
 * undefined where AWS would refuse it (the refusal is noted). Text that holds JSON is read as JSON.
 */
export function attachedPolicy(
  resource: Declared,
  draft: Draft,
  name: string,
  where: 'endpoint' | 'resource',
): AttachedPolicy | null | undefined {
  const node = at(resource.properties, name);
  if (node === undefined) return null;
  const document = documentOf(toJson(node));
  const spanOf = (pointer: string) => (node.kind === 'scalar' ? node.span : spanAt(node, pointer));
  if (document === undefined) {
    reject(
      draft,
      resource,
      where === 'endpoint' ? 'InvalidPolicyDocument' : 'MalformedPolicy',
      'The Policy Document is not valid.',
      node.span,
    );
    return undefined;
  }
  const { refusals, advisories } = refusalsOf(document, where);
  for (const each of refusals) reject(draft, resource, each.code, each.message, spanOf(each.pointer));
  for (const each of advisories) advise(draft, resource, each.code, each.message, spanOf(each.pointer));
  return refusals.length > 0 ? undefined : { document, spanOf };
}

function documentOf(value: Json): Json | undefined {
  if (isJsonObject(value)) return value;
  if (typeof value !== 'string') return undefined;
  try {
    const parsed: Json = JSON.parse(value);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
