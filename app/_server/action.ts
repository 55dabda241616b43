import { z } from 'zod';
import type { Answer, RefusalCode } from '../_ui/answer.ts';
import { isClientKey } from './submission-limits.ts';

class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

/** Ends the action that is at work: its answer is a refusal with this sentence, and no fault. */
export function refuse(code: RefusalCode, sentence: string): never {
  throw new Refusal(code, sentence);
}

/** Refuses what is not there and what is somebody else's in the same words, so that nobody learns which of them it was. */
export function refuseAbsent(what: string): never {
  refuse('NOT_THERE', `There is no such ${what} here.`);
}

type Taken<S extends readonly z.ZodType[]> = { -readonly [K in keyof S]: z.output<S[K]> };

/**
 * A server action: what is sent is read by `takes`, one schema for each argument, before `act` sees it. It answers what `act` made of it,
 * or why it was refused; whatever else is thrown is a fault of ours and stays one.
 */
export function action<const S extends readonly z.ZodType[], T>(
  takes: S,
  act: (...taken: Taken<S>) => Promise<T>,
): (...sent: Taken<S>) => Promise<Answer<T>> {
  return async (...sent) => {
    try {
      return { ok: true, value: await act(...read(takes, sent)) };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, code: error.code, sentence: error.message };
      throw error;
    }
  };
}

/** `sent` as `takes` reads it; what comes besides is left out. */
function read<const S extends readonly z.ZodType[]>(takes: S, sent: readonly unknown[]): Taken<S> {
  const taken = takes.map((schema, index) => {
    const { success, data } = schema.safeParse(sent[index]);
    return success ? data : refuse('UNREADABLE', 'What was sent cannot be read. Load the page again and try once more.');
  });
  return taken as Taken<S>;
}

/** The name of something of the course or of a room. */
export const anId = z.string().max(300);
/** The key under which a browser sends something, so that it counts once. */
export const aKey = z.string().refine(isClientKey);
export const aForm = z.instanceof(FormData);
/** The revision that a text grew from; what is none is the beginning. */
export const aRevision = z.number().int().min(0).catch(0);
