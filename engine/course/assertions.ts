import { z } from 'zod';
import type { Json } from '../json.ts';
import type { ProbeAnswer } from '../probe/answer.ts';
import type { Configuration } from '../probe/configuration.ts';
import { type Description, describeBlock } from '../probe/describe.ts';
import { probeSchema } from '../probe/probe.ts';
import { answerProbes } from '../probe/run.ts';
import { differences, meets } from './expect.ts';
import { answerPattern, id, prose } from './format/fields.ts';

const check = z.strictObject({ id, title: prose.optional(), probe: probeSchema, expect: answerPattern });

/** What a team expects of its own network: a configuration as `probe` takes it, and checks in the grammar of a lab's. */
export const assertionsSchema = z.strictObject({
  name: prose.optional(),
  configuration: z.record(z.string(), z.unknown()),
  world: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  checks: z.array(check).min(1, 'needs at least one check'),
});

export type Assertions = z.output<typeof assertionsSchema>;

/** One check after its probe was asked. `error` is there where the probe could not be answered at all. */
export interface AssertionResult {
  readonly id: string;
  readonly title: string;
  readonly passed: boolean;
  readonly expected: Json;
  /** The fields of the answer that the check is about. */
  readonly actual: Json;
  readonly blocks: NonNullable<ProbeAnswer['blocks']>;
  /** Each fault in words, in the order of the way. */
  readonly reasons: readonly Description[];
  readonly error?: ProbeAnswer['error'];
}

/** The result of each check, in their order. A check that expects an error passes where the probe has it. */
export function assertionResults(configuration: Configuration, checks: Assertions['checks']): readonly AssertionResult[] {
  const answers = answerProbes(
    configuration,
    checks.map((each) => ({ ...each.probe, id: each.id })),
  );
  return checks.map(({ id: name, title = name, expect }, index) => {
    const answer = answers[index] ?? { id: name, error: { code: 'NO_ANSWER', message: 'The probe got no answer.' } };
    // An answer is JSON by construction; TypeScript cannot see it because interfaces have no index signature.
    const json = answer as unknown as Json;
    const { blocks = [], error } = answer;
    return {
      id: name,
      title,
      passed: meets(expect, json),
      ...differences(expect, json),
      blocks,
      reasons: blocks.map(describeBlock),
      ...(error === undefined ? {} : { error }),
    };
  });
}
