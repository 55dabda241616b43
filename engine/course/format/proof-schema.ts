import { z } from 'zod';
import { isJsonObject, type Json } from '../../json.ts';
import { probeSchema } from '../../probe/probe.ts';
import { answerPattern, id } from './fields.ts';

/** What stands for the answer in the probe of a fill-in's proof. */
export const ANSWER_PLACE = '{{answer}}';

/** `value` with `text` wherever an answer has its place. */
export function withAnswer(value: Json, text: string): Json {
  if (typeof value === 'string') return value.replaceAll(ANSWER_PLACE, text);
  if (Array.isArray(value)) return value.map((each: Json) => withAnswer(each, text));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withAnswer(each ?? null, text)]));
}

const pointer = z.string().regex(/^(\/[^/]+)+$/, 'must be a path into the answer, such as /dns/answers/0');
const hop = z.record(z.string(), z.json());

/**
 * The scenarios that a key is derived from, as an author writes them: what the whole question shares, and what is one choice's own.
 * `ref` is how a configuration is written down.
 */
export function proofSchemas<Ref extends z.ZodType>(ref: Ref) {
  const scenario = { configuration: z.union([id, ref]).optional(), probe: probeSchema.optional() };
  const expect = answerPattern.optional();
  return {
    shared: z.strictObject({ ...scenario, expect, descending: z.literal(true).optional() }).optional(),
    option: z.strictObject({ ...scenario, expect }).optional(),
    item: z
      .strictObject({ ...scenario, hop: hop.optional(), read: pointer.optional() })
      .refine((it) => it.hop === undefined || it.read === undefined, 'takes `hop` or `read`, not both')
      .optional(),
    left: z.strictObject(scenario).optional(),
    right: z.strictObject({ expect: answerPattern }).optional(),
    fillIn: z
      .strictObject({ ...scenario, expect, read: pointer.optional() })
      .refine((it) => (it.expect === undefined) !== (it.read === undefined), {
        message: 'needs `read`, the place of the accepted text in the answer, or `expect` for a probe that holds {{answer}}',
      })
      .optional(),
  };
}
