import type { LooseFrame } from './loose.ts';
import { insideOf } from './slots.ts';

/** Names of `aws_iam_policy_document` as the elements of a policy that they become. */
const STATEMENT: Readonly<Record<string, string>> = {
  actions: 'Action',
  effect: 'Effect',
  not_actions: 'NotAction',
  not_resources: 'NotResource',
  resources: 'Resource',
};

/** The path within a policy at a place, as its elements are called in JSON; undefined where no policy is written. */
export function policyPath(frames: readonly LooseFrame[]): readonly string[] | undefined {
  const { head, inner } = insideOf(frames);
  const at = frames.findLastIndex(({ kind }) => kind === 'body');
  const argument = frames[at]?.key ?? '';
  if (head[0] === 'data' && head[1] === 'aws_iam_policy_document') return documentPath(inner, argument);
  const keys = frames.slice(at + 1).flatMap(({ kind, key }) => (kind === 'object' && key !== '' ? [key] : []));
  const isObject = frames.slice(at + 1).some(({ kind }) => kind === 'object');
  const isPolicy = /(^|_)policy$/.test(argument) || (argument === 'content' && head[1] === 'aws_organizations_policy');
  return isObject && (isPolicy || keys[0] === 'Statement') ? keys : undefined;
}

function documentPath(inner: readonly string[], argument: string): readonly string[] | undefined {
  const [statement, part] = inner;
  if (statement !== 'statement' || argument === '') return undefined;
  if (part === undefined) return STATEMENT[argument] === undefined ? undefined : ['Statement', STATEMENT[argument]];
  if (part !== 'condition') return argument === 'identifiers' ? ['Statement', 'Principal', 'AWS'] : ['Statement', 'Principal'];
  return argument === 'test'
    ? ['Statement', 'Condition']
    : argument === 'variable'
      ? ['Statement', 'Condition', 'test']
      : undefined;
}
