import { type Answer, told, whyNot } from '../answer.ts';
import type { Kind, Recorded, Sent } from './kinds.ts';
import { stored } from './stored.ts';

/** Nobody heard it, or it cannot be kept there now: it is to be sent again. `why` is a sentence for people where something is known. */
export class Unheard extends Error {
  readonly why: string | undefined;
  constructor(why?: string) {
    super(why ?? 'nobody answered');
    this.why = why;
  }
}

const PATIENCE_MS = 20_000;
/** What a browser lets go on after its page is gone. */
const KEPT_ALIVE = 60_000;

/** What the server says to one thing that a learner did; it is on its disk then. Throws `Unheard`, or what `whyNot` knows as a refusal. */
export async function post<K extends Kind>(kind: K, ...args: Sent<K>): Promise<Recorded<K>> {
  const body = JSON.stringify({ kind, args });
  const send = () =>
    fetch('/record', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body, redirect: 'manual' },
      keepalive: body.length < KEPT_ALIVE,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
      .then((answer) => answer.json() as Promise<Said<K>>)
      .catch(() => undefined);
  const said = await oneAtATimeUntilKnown(send);
  if (said === undefined) throw new Unheard();
  if (!('fault' in said) && said.ok) stored.write(KNOWN, true);
  if ('fault' in said) throw new Unheard(WHY[said.fault]);
  // Who comes in again sends it again.
  if (!said.ok && said.code === 'JOIN_FIRST') throw new Unheard(said.sentence);
  return told(Promise.resolve(said));
}

/** Under this name this browser remembers that the server knows its learner. */
const KNOWN = 'workbook/known';

/** The first thing that is recorded makes a learner: two that are sent together would make two, and what the one did nobody would find again. */
async function oneAtATimeUntilKnown<T>(send: () => Promise<T>): Promise<T> {
  // Browsers have no locks where an address is not secure; a room's learners are known there before they do anything.
  const locks: LockManager | undefined = navigator.locks;
  return locks === undefined || stored.read<boolean>(KNOWN) === true ? send() : locks.request(KNOWN, send);
}

/** The answer of the action, or what is wrong with the database. */
type Said<K extends Kind> = Answer<Recorded<K>> | { readonly fault: string };

/** What is said while something waits here. */
export const waitingWords = (why: string | undefined): string =>
  `${why ?? 'The server does not answer.'} It is kept on this device and sent again.`;

/** What the server has against a text, or why it cannot be kept there; undefined when it was not reached. */
export const whyUnsent = (error: unknown): string | undefined =>
  whyNot(error) ?? (error instanceof Unheard ? error.why : undefined);

const WHY: Readonly<Record<string, string>> = {
  busy: 'The database of the server is busy.',
  full: 'The disk of the server is full, so nothing is kept there now.',
  damaged: 'The database of the server is damaged, so nothing is kept there now.',
  'cannot be written': 'The database of the server cannot be written.',
};
