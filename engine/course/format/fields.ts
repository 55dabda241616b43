import { z } from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { ProbeAnswer } from '../../probe/answer.ts';
import { isOperation, own, patternFaults } from '../expect.ts';
import { nearest } from './nearest.ts';

/** Text that somebody will read: never empty. */
export const prose = z.string().refine((text) => text.trim() !== '', 'is empty: write it');

/** A name that progress is recorded under; it never changes once published. */
export const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must consist of letters, digits, dots and hyphens');

/** A file of the same folder or one below it. */
export const filePath = z
  .string()
  .refine(
    (path) => /^[^/\\][^\\]*$/.test(path) && !path.split('/').includes('..'),
    'must name a file in this folder or below, with forward slashes',
  );

export const ids = z.array(id);

const json: z.ZodType<Json> = z.json();
const object: z.ZodType<JsonObject> = z.record(z.string(), json);

/** The fields of an answer, and of the things inside it, that an expectation may speak about. */
const ANSWER: Readonly<Record<keyof ProbeAnswer, readonly string[]>> = {
  id: [],
  error: ['code', 'message'],
  forward: [],
  connection: [],
  forwardPathComponents: ['kind', 'id', 'logicalId', 'facts'],
  returnPathComponents: ['kind', 'id', 'logicalId', 'facts'],
  via: ['kind', 'id', 'vpc', 'endpointType', 'service', 'zoneId', 'crossesZones'],
  blocks: ['kind', 'id', 'logicalId', 'explanationCode', 'detail', 'direction', 'filter', 'facts'],
  blockedBy: ['kind', 'id', 'logicalId', 'explanationCode', 'detail', 'direction', 'filter', 'facts'],
  perAddress: ['address', 'forward', 'connection', 'outcome', 'via', 'blocks'],
  dns: ['name', 'status', 'answers', 'authority', 'zone', 'explanationCode'],
  evaluation: ['evalDecision', 'layers', 'missingContextKeys', 'explanation'],
  outcome: [],
  monthlyFixedUsd: [],
  monthlyByComponent: ['id', 'usd'],
  monthlyTrafficUsd: [],
  monthlyHourlyUsd: [],
  monthlyHourly: ['kind', 'id', 'count', 'usdPerHour', 'usd', 'fact', 'unverified'],
  monthlyTraffic: ['gbPerMonth', 'usd', 'paths'],
  monthlyTotalUsd: [],
  unpriced: ['kind', 'id'],
  pricesDated: [],
  deployment: [],
  rejections: ['logicalId', 'code', 'message'],
  advisories: ['code', 'message', 'logicalId'],
};

/** A pattern over the answer of a probe; a field that no answer has would never match, so it is refused by name. */
export const answerPattern = object.superRefine((pattern, context) => {
  for (const fault of [...answerFaults(pattern), ...patternFaults(pattern)]) {
    context.addIssue({ code: 'custom', path: [...fault.path], message: fault.message, input: pattern });
  }
});

const REJECTION = ['code', 'logicalId', 'message'] as const;

/** A pattern over a reason for which a submission was rejected. */
export const rejectionPattern = object.superRefine((pattern, context) => {
  for (const fault of [...unknownFields(pattern, REJECTION, []), ...patternFaults(pattern)]) {
    context.addIssue({ code: 'custom', path: [...fault.path], message: fault.message, input: pattern });
  }
});

type Fault = { readonly path: readonly (string | number)[]; readonly message: string };

function answerFaults(pattern: JsonObject): readonly Fault[] {
  if (Object.keys(pattern).length === 0)
    return [{ path: [], message: 'is empty and would match anything: name a field of the answer' }];
  const inner = Object.keys(pattern).flatMap((key) => {
    const fields = Object.hasOwn(ANSWER, key) ? ANSWER[key as keyof ProbeAnswer] : [];
    return fields.length === 0
      ? []
      : elements(own(pattern, key), [key]).flatMap(([each, path]) => unknownFields(each, fields, path));
  });
  return [...unknownFields(pattern, Object.keys(ANSWER), []), ...inner];
}

function unknownFields(pattern: JsonObject, known: readonly string[], path: readonly (string | number)[]): readonly Fault[] {
  if (isOperation(pattern)) return [];
  return Object.keys(pattern)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = nearest(key, known);
      return {
        path: [...path, key],
        message: `is not a field that an answer has${near === undefined ? `: write one of ${known.join(', ')}` : `: did you mean ${near}?`}`,
      };
    });
}

/** The objects of a pattern that stand for one element, found through lists and operators, each with its path. */
function elements(
  pattern: Json | undefined,
  path: readonly (string | number)[],
): readonly (readonly [JsonObject, readonly (string | number)[]])[] {
  if (Array.isArray(pattern)) return pattern.flatMap((each: Json, index) => elements(each, [...path, index]));
  if (!isJsonObject(pattern)) return [];
  if (!isOperation(pattern)) return [[pattern, path]];
  return Object.keys(pattern).flatMap((key) => elements(own(pattern, key), [...path, key]));
}
