import type { Outcome } from '#engine';
import { outcomeOf, VERDICT_WORDS, verdictOf } from '../verdict/words.ts';
import { kindWords } from './kind-words.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a check expects, or what it got, as one phrase: "allowed, through the gateway endpoint of s3". */
export function phraseOf(fields: Fields): string {
  const parts = Object.entries(fields).map(([name, value]) => partOf(name, value));
  return parts.filter((part) => part !== '').join(', ') || 'nothing to show';
}

/** The outcome alone, where it is the only thing that is asked for. */
export const onlyOutcome = (fields: Fields): Outcome | undefined =>
  Object.keys(fields).length === 1 ? outcomeOf(fields.outcome) : undefined;

function partOf(name: string, value: unknown): string {
  const say = PARTS[name];
  if (say === undefined) return `${name} ${plain(value)}`;
  if (isFields(value)) {
    if ('not' in value) return `not ${say(value.not)}`;
    if (Array.isArray(value.anyOf)) return value.anyOf.map(say).join(' or ');
    if ('none' in value) return `not ${say([value.none])}`;
    if (typeof value.includes === 'string') return `a text with “${value.includes}”`;
  }
  return say(value);
}

const PARTS: Readonly<Record<string, (value: unknown) => string>> = {
  outcome: (value) => {
    const outcome = outcomeOf(value);
    return outcome === undefined ? plain(value) : VERDICT_WORDS[verdictOf(outcome)];
  },
  forward: (value) => (value === 'delivered' ? 'the packet arrives' : 'the packet is stopped'),
  connection: (value) => (value === 'established' ? 'a connection' : 'no connection'),
  deployment: (value) => (value === 'accepted' ? 'accepted by AWS' : 'refused by AWS'),
  via: (value) => (isEmpty(value) ? 'through no gateway' : `through ${listOf(value, crossingWords)}`),
  blocks: (value) => (isEmpty(value) ? 'nothing in the way' : `stopped by ${listOf(value, thingWords)}`),
  blockedBy: (value) => `stopped by ${thingWords(value)}`,
  monthlyFixedUsd: priceWords,
  monthlyTrafficUsd: (value) => `${priceWords(value)} for traffic`,
  monthlyByComponent: (value) =>
    listOf(value, (each) => (isFields(each) ? `${plain(each.id)} ${priceWords(each.usd)}` : plain(each))),
  dns: dnsWords,
  error: (value) => (isFields(value) ? plain(value.message ?? value.code) : plain(value)),
  evaluation: (value) => (isFields(value) ? `policies say ${plain(value.evalDecision ?? value)}` : plain(value)),
  rejections: (value) => listOf(value, (each) => (isFields(each) ? plain(each.code) : plain(each))),
};

function crossingWords(value: unknown): string {
  if (!isFields(value)) return plain(value);
  const { kind, endpointType, service, id, vpc } = value;
  const what =
    kind === 'vpc-endpoint' || endpointType !== undefined
      ? `the ${typeof endpointType === 'string' ? endpointType.toLowerCase() : 'VPC'} endpoint`
      : kind === undefined
        ? 'it'
        : `the ${kindWords(String(kind))}`;
  return [
    what,
    typeof id === 'string' ? id : '',
    typeof service === 'string' ? `of ${service}` : '',
    typeof vpc === 'string' ? `in ${vpc}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function thingWords(value: unknown): string {
  if (!isFields(value)) return plain(value);
  const kind = typeof value.kind === 'string' ? kindWords(value.kind) : 'something';
  return typeof value.id === 'string' ? `the ${kind} ${value.id}` : `the ${kind}`;
}

function priceWords(value: unknown): string {
  if (typeof value === 'number') return `$${value.toFixed(2)} a month`;
  if (!isFields(value)) return plain(value);
  const { min, max } = value;
  const parts = [
    typeof min === 'number' ? `at least $${min.toFixed(2)}` : '',
    typeof max === 'number' ? `at most $${max.toFixed(2)}` : '',
  ];
  return `${parts.filter(Boolean).join(' and ')} a month`;
}

function dnsWords(value: unknown): string {
  if (!isFields(value)) return plain(value);
  const { status, answers, authority } = value;
  const found = Array.isArray(answers) && answers.length > 0 ? `the name answers ${answers.map(plain).join(', ')}` : '';
  const state = status === undefined || (status === 'NOERROR' && found !== '') ? '' : `the name gives ${plain(status)}`;
  return [found || state, authority === undefined ? '' : `from ${plain(authority)} DNS`].filter(Boolean).join(' ');
}

const isEmpty = (value: unknown): boolean =>
  (Array.isArray(value) && value.length === 0) || (isFields(value) && value.absent === true);

const listOf = (value: unknown, say: (each: unknown) => string): string =>
  Array.isArray(value) ? value.map(say).join(' and ') : isFields(value) ? say(value) : plain(value);

const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
