import type { ActionCatalogue } from '../../catalogue/actions/actions.ts';
import { actsOn } from '../review/applies.ts';
import { actionsOf } from '../review/names.ts';
import { aboutBuckets } from './names-drawn.ts';
import type { DrawnRequest, Standing } from './surroundings.ts';

/** Whether the action acts on the resource. */
export function fits(action: string, arn: string, catalogue: ActionCatalogue | undefined): boolean {
  const found = catalogue === undefined ? undefined : actionsOf(action, catalogue);
  const [known] = found ?? [];
  if (catalogue !== undefined && known !== undefined)
    return known.resources.length === 0 ? arn === '*' : arn !== '*' && actsOn(known, arn, catalogue);
  const [prefix = '', name = ''] = action.split(':');
  if (arn === '*') return /^(Describe|List)(?!Bucket)/.test(name);
  const service = arn.split(':')[2];
  if (service !== (prefix.toLowerCase() === 'sts' ? 'iam' : prefix.toLowerCase())) return false;
  const about = aboutBuckets(action);
  return about === '' || service !== 's3' || (about === 'object') === arn.includes('/');
}

const THROUGH = ['aws:sourcevpce', 'aws:sourcevpc', 'aws:vpcsourceip'];
const BY_SERVICES = ['aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths'];
const OF_NAMED = ['aws:principalorgid', 'aws:principalorgpaths'];

/** Whether the keys fit each other, the caller and the way (facts:E42, E44, E50–E54, E69). `drawnKeys` are in lower case. */
export function wayIsPossible(
  { principal, context: written }: DrawnRequest,
  drawnKeys: readonly string[],
  { layer }: Standing,
): boolean {
  const context = new Map(Object.entries(written).map(([key, value]) => [key.toLowerCase(), value]));
  const has = (key: string): boolean => context.has(key);
  const asked = THROUGH.filter((key) => drawnKeys.includes(key));
  const through = asked.filter(has).length;
  if (through > 0 && through < asked.length) return false;
  const byService = typeof principal === 'string' && !principal.startsWith('arn:');
  const inside = byService || context.get('aws:viaawsservice') === 'true';
  const crosses = layer === 'endpoint' || through > 0;
  if (layer === 'endpoint' && through < asked.length) return false;
  if (crosses && (inside || has('aws:sourceip'))) return false;
  if (!byService && BY_SERVICES.some(has)) return false;
  const nameless = typeof principal !== 'string';
  return !(
    (nameless || byService) &&
    [...context.keys()].some((key) => OF_NAMED.includes(key) || key.startsWith('aws:principaltag/'))
  );
}
