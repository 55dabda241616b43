/** Why something is refused, for programs; people read the sentence. One code stands for "not there" and "not yours". */
export type RefusalCode =
  | 'UNREADABLE'
  | 'JOIN_FIRST'
  | 'NOT_THERE'
  | 'NOT_OPEN_YET'
  | 'PAUSED'
  | 'TOO_MUCH'
  | 'TOO_MANY_TRIES'
  | 'NOT_TAKEN';

/** That something was not done, and why, in a sentence for whoever asked. */
export interface Refused {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly sentence: string;
}

/** What every server action answers. What it throws is a fault of ours. */
export type Answer<T> = { readonly ok: true; readonly value: T } | Refused;

class RefusedError extends Error {}

/** The value of an answer; a refusal is thrown, so that one `catch` hears it and a server that is away. `whyNot` tells them apart. */
export async function told<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked;
  if (!answer.ok) throw new RefusedError(answer.sentence);
  return answer.value;
}

/** What the server said against it; undefined when it said nothing, for then it was not reached. */
export const whyNot = (error: unknown): string | undefined => (error instanceof RefusedError ? error.message : undefined);
