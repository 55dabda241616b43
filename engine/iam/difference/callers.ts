import type { Layer } from '../evaluate.ts';
import { arnEdges, unique } from './boundary.ts';
import { HOME, type Mentions, SAMPLES } from './mentions.ts';

/** Who may ask, the plainest first: an ARN, a service principal, or nobody. */
export type DrawnCaller = string | { readonly type: 'Anonymous' };

const session = (account: string): string => `arn:aws:sts::${account}:assumed-role/app/i-0abc`;
const user = (account: string, name: string): string => `arn:aws:iam::${account}:user/${name}`;

/** Callers from both policies' principals and from their conditions on who calls; strangers and the nameless where a policy names principals. */
export function drawnCallers(mentions: Mentions, layer: Layer): readonly DrawnCaller[] {
  const { accounts, principals } = mentions;
  const named = principals.flatMap(({ type, text }) => (type === 'AWS' ? fromPrincipal(text) : type === 'Service' ? [text] : []));
  const values = (key: string): readonly string[] =>
    (mentions.conditions.get(key) ?? []).flatMap(({ texts }) => texts.map(({ text }) => text));
  const byArn = values('aws:principalarn')
    .flatMap((text) => arnEdges(text, accounts))
    .filter((arn) => /^arn:aws:(iam|sts)::\d{12}:./.test(arn));
  const users = mentions.variables.includes('aws:username') ? SAMPLES.map((name) => user(HOME, name)) : [];
  const names = values('aws:username').filter((name) => /^[\w+=,.@-]+$/.test(name));
  const own = [session(HOME), ...named, ...byArn, ...users, ...names.map((name) => user(HOME, name))];
  const general = [user(HOME, 'alice'), `arn:aws:iam::${HOME}:root`];
  if (layer !== 'resource' && layer !== 'rcp' && layer !== 'endpoint') return unique([...own, ...general]);
  const others = accounts.filter((account) => account !== HOME).map(session);
  const services = unique([...values('aws:principalservicename'), 'logging.s3.amazonaws.com']);
  return [...unique([...own, ...general, ...others, ...services]), { type: 'Anonymous' }];
}

/** The callers that a principal means, and one that it nearly means. */
function fromPrincipal(text: string): readonly string[] {
  const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1];
  if (account !== undefined) return [session(account), `arn:aws:iam::${account}:root`, user(account, 'alice')];
  const role = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(text);
  if (role !== null)
    return [
      `arn:aws:sts::${role[1]}:assumed-role/${role[2]}/i-0abc`,
      `arn:aws:sts::${role[1]}:assumed-role/${role[2]}-archive/i-0abc`,
    ];
  const assumed = /^(arn:aws:sts::\d{12}:assumed-role\/[^/]+\/)(.+)$/.exec(text);
  return assumed === null ? [text] : [text, `${assumed[1]}another-session`];
}
