import { z } from 'zod';

const scalar = z.union([z.string(), z.number()]);
const fields = z.record(z.string(), scalar);

const drawn = z.union([
  /** One of these; of an object the fields are `{{name.field}}`. */
  z.array(z.union([scalar, fields])).min(2, 'needs at least two values to draw from'),
  /** Several different ones of these: `{{name.1}}`, `{{name.2}}`. */
  z.strictObject({ some: z.array(scalar).min(2), take: z.number().int().min(1) }),
  /** A block of that length inside another; that one may be a parameter drawn before. */
  z.strictObject({ cidr: z.string(), length: z.number().int().min(0).max(32) }),
  /** An address of a host inside a block: neither the first four nor the last, which AWS keeps. */
  z.strictObject({ address: z.string() }),
  /** A whole number from `min` to `max`, in steps. */
  z.strictObject({ min: z.number().int(), max: z.number().int(), step: z.number().int().min(1).optional() }),
  /** An id as AWS makes them: `{ id: vpce }` is `vpce-0` and sixteen hexadecimal digits. */
  z.strictObject({ id: z.string().regex(/^[a-z]+$/, 'is the prefix of an id, such as vpce') }),
]);

/** What a seed draws, by name and in this order; the names stand as `{{name}}` in texts and configurations. */
export const parametersSchema = z.record(z.string().regex(/^[a-z]\w*$/i, 'takes letters and digits'), drawn);

export type Parameters = z.infer<typeof parametersSchema>;
export type Drawn = z.infer<typeof drawn>;
