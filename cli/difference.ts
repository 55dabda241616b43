import { loadActionCatalogue, parsePolicy, policyDifference } from '#engine';
import { readInput, readJson } from './input.ts';
import { lineOf, print, say } from './output.ts';

/** The layers in which a policy may stand, by the names of the contract. */
const LAYERS = ['scp', 'rcp', 'boundary', 'session', 'identity', 'resource', 'endpoint'] as const;
/** Whose principals an endpoint policy honours depends on its type. */
const ENDPOINT_TYPES = ['Interface', 'Gateway'] as const;
type Found = Extract<ReturnType<typeof policyDifference>, { ok: true }>['value'];
type Policy = Parameters<typeof policyDifference>[0];

/** Prints the requests on which the two policy files decide differently, or that none was found, and returns the exit status. */
export async function printDifference(
  files: readonly string[],
  given: Readonly<Record<string, string>>,
  json: boolean,
): Promise<number> {
  const [first, second, ...more] = files;
  if (first === undefined || second === undefined || more.length > 0) {
    say('workbook decide --difference takes two policies: the one before and the one after.');
    return 2;
  }
  const { layer = 'resource', 'endpoint-type': type = 'Interface' } = given;
  const stands = LAYERS.find((each) => each === layer);
  if (stands === undefined) {
    say(`There is no layer \`${layer}\`: it is one of ${LAYERS.join(', ')}.`);
    return 2;
  }
  const endpointType = ENDPOINT_TYPES.find((each) => each === type);
  if (endpointType === undefined) {
    say(`There is no endpoint type \`${type}\`: it is one of ${ENDPOINT_TYPES.join(', ')}.`);
    return 2;
  }
  const [before, after] = [policyIn(first), policyIn(second)];
  if (before === undefined || after === undefined) return 2;
  const catalogue = await loadActionCatalogue();
  const found = policyDifference(before.document, after.document, { layer: stands, endpointType, catalogue });
  // Both were parsed alone, so that each fault names its file.
  if (!found.ok) return 2;
  print(json ? JSON.stringify(found.value, null, 2) : readable(found.value));
  return 0;
}

/** The policy of that file; undefined after saying everything that makes it none. */
function policyIn(name: string): { readonly document: Policy } | undefined {
  const input = readInput(name);
  const read = input.ok ? readJson(input.value) : input;
  if (!read.ok) {
    say(lineOf(read.fault));
    return undefined;
  }
  const document = read.value as Policy;
  const parsed = parsePolicy(document);
  if (parsed.ok) return { document };
  for (const { code, message, pointer } of parsed.errors) say(`${name}#${pointer}: error ${code}: ${message}`);
  return undefined;
}

function readable({ witnesses, tried, exhausted }: Found): string {
  const all = exhausted ? ', all that can be drawn from what both policies say' : ', drawn from what both policies say';
  const told = `${tried} request${tried === 1 ? '' : 's'} tried${all}`;
  if (witnesses.length === 0) return `none found: ${told}.`;
  return [...witnesses.map(line), `The smallest ${witnesses.length === 1 ? 'difference' : 'differences'} of ${told}.`].join('\n');
}

function line({ request, before, after }: Found['witnesses'][number], index: number): string {
  const { principal, action, resource, context } = request;
  const caller = typeof principal === 'string' ? principal : 'an anonymous caller';
  const keys = Object.entries(context).map(
    ([key, value]) => `${key} = ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [
    `${index + 1}. ${before} → ${after}: ${action} on ${resource.arn}`,
    `   by ${caller}; the resource's account is ${resource.accountId}`,
    ...(keys.length === 0 ? [] : [`   with ${keys.join(', ')}`]),
  ].join('\n');
}
