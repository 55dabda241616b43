import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { wrong } from '../evaluate/scope.ts';
import { textOf } from '../value/convert.ts';
import type { MapValue, Value } from '../value/value.ts';
import {
  answer,
  blocksOf,
  type DataQuestion,
  type DataSource,
  hasUnknown,
  mapsIn,
  textArgument,
  textsOf,
} from './data-source.ts';

/**
 * `aws_iam_policy_document`: the policy as JSON. Statements of the sources come first; those of the overrides replace the
 * statement of their `sid`, or come last.
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/d/iam_policy_document.html.markdown
 */
export const policyDocument: DataSource = (question) => {
  if (hasUnknown(question.args)) return undefined;
  const policy: { version: string; id: string | undefined; statements: readonly JsonObject[] } = {
    version: textArgument(question, 'version') ?? '2012-10-17',
    id: textArgument(question, 'policy_id'),
    statements: [],
  };
  for (const source of documents(question, 'source_policy_documents', 'source_json')) {
    if (typeof source.Id === 'string') policy.id ??= source.Id;
    policy.statements = [...policy.statements, ...statementsOf(source)];
  }
  policy.statements = [...policy.statements, ...blocksOf(question, 'statement').map(statement)];
  duplicates(policy.statements, question);
  for (const source of documents(question, 'override_policy_documents', 'override_json')) {
    for (const each of statementsOf(source)) policy.statements = overridden(policy.statements, each);
  }
  const json: JsonObject = {
    Version: policy.version,
    ...(policy.id === undefined ? {} : { Id: policy.id }),
    Statement: policy.statements,
  };
  return answer({
    id: 'policy',
    json: JSON.stringify(json, null, 2),
    minified_json: JSON.stringify(json),
    version: policy.version,
  });
};

/** The policies of a list argument and of its old form, each as JSON; empty texts stand for none. */
function documents(question: DataQuestion, name: string, oldName: string): readonly JsonObject[] {
  return [...textsOf(question.args.entries.get(oldName)), ...textsOf(question.args.entries.get(name))].flatMap((text) => {
    if (text.trim() === '') return [];
    const json = parsed(text);
    if (isJsonObject(json)) return [json];
    wrong(
      question.scope,
      'INVALID_POLICY',
      `A text of \`${name}\` is no policy in JSON.`,
      question.args.entries.get(name)?.place ?? question.block.head,
    );
    return [];
  });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function statementsOf({ Statement: statements }: JsonObject): readonly JsonObject[] {
  if (isJsonObject(statements)) return [statements];
  return Array.isArray(statements) ? (statements as readonly Json[]).flatMap((each) => (isJsonObject(each) ? [each] : [])) : [];
}

const sidOf = ({ Sid: sid }: JsonObject): string => (typeof sid === 'string' ? sid : '');

function overridden(statements: readonly JsonObject[], by: JsonObject): readonly JsonObject[] {
  const sid = sidOf(by);
  if (sid === '' || !statements.some((each) => sidOf(each) === sid)) return [...statements, by];
  return statements.map((each) => (sidOf(each) === sid ? by : each));
}

function duplicates(statements: readonly JsonObject[], { scope, block }: DataQuestion): void {
  const seen = new Set<string>();
  for (const sid of statements.map(sidOf)) {
    if (sid !== '' && seen.has(sid))
      wrong(scope, 'DUPLICATE_SID', `Two statements have the sid \`${sid.slice(0, 80)}\`.`, block.head);
    seen.add(sid);
  }
}

/** `&{aws:username}` is how a variable of IAM is written where `${…}` would be Terraform's. */
const iamText = (text: string): string => text.replaceAll('&{', '${');

function statement({ entries }: MapValue): JsonObject {
  const text = (name: string) => entries.get(name) && textOf(entries.get(name) as Value);
  const sid = text('sid');
  const conditions = conditionsOf(entries.get('condition'));
  return {
    ...(sid === undefined || sid === '' ? {} : { Sid: sid }),
    Effect: text('effect') ?? 'Allow',
    ...oneOrMany('Action', entries.get('actions'), (each) => each),
    ...oneOrMany('NotAction', entries.get('not_actions'), (each) => each),
    ...oneOrMany('Resource', entries.get('resources'), iamText),
    ...oneOrMany('NotResource', entries.get('not_resources'), iamText),
    ...principals('Principal', entries.get('principals')),
    ...principals('NotPrincipal', entries.get('not_principals')),
    ...(conditions === undefined ? {} : { Condition: conditions }),
  };
}

const single = (texts: readonly string[]): Json => (texts.length === 1 ? (texts[0] ?? '') : texts);

/** Lists descend, as the provider writes them. */
function oneOrMany(name: string, value: Value | undefined, write: (text: string) => string): JsonObject {
  const texts = textsOf(value);
  return texts.length === 0 ? {} : { [name]: single([...new Set(texts.map(write))].sort().toReversed()) };
}

function principals(name: string, value: Value | undefined): JsonObject {
  const grouped = new Map<string, string[]>();
  for (const { entries } of mapsIn(value)) {
    const [type = ''] = textsOf(entries.get('type'));
    grouped.set(type, [...(grouped.get(type) ?? []), ...textsOf(entries.get('identifiers')).map(iamText)]);
  }
  if (grouped.size === 0) return {};
  if (grouped.size === 1 && grouped.get('*')?.join() === '*') return { [name]: '*' };
  return {
    [name]: Object.fromEntries([...grouped].map(([type, texts]) => [type, single([...new Set(texts)].sort().toReversed())])),
  };
}

/** Conditions by their test and their key; what is said twice of one key is said together. */
function conditionsOf(value: Value | undefined): JsonObject | undefined {
  const tests = new Map<string, Map<string, readonly string[]>>();
  for (const { entries } of mapsIn(value)) {
    const [test = ''] = textsOf(entries.get('test'));
    const [variable = ''] = textsOf(entries.get('variable'));
    const keys = tests.get(test) ?? new Map<string, readonly string[]>();
    keys.set(variable, [...(keys.get(variable) ?? []), ...textsOf(entries.get('values')).map(iamText)]);
    tests.set(test, keys);
  }
  if (tests.size === 0) return undefined;
  return Object.fromEntries(
    [...tests].map(([test, keys]) => [test, Object.fromEntries([...keys].map(([key, texts]) => [key, single(texts)]))]),
  );
}
