import { whyNot } from '../answer.ts';
import type { Kind, Recorded, Sent } from './kinds.ts';
import { whyUnsent } from './post.ts';
import type { Stored } from './stored.ts';

/** One thing that a learner did and that the server has not acknowledged. */
export interface Entry<K extends Kind = Kind> {
  readonly key: string;
  readonly kind: K;
  /** What the server is asked; the key is among it. */
  readonly args: Sent<K>;
  /** Entries of one line arrive in their order. */
  readonly line: string;
  /** Of entries of one line and slot that wait, the last is all that matters. */
  readonly slot?: string;
}

/** `at` gives the order, and only grows. `who` is whose it is: on a device that several use nobody sends another's; empty where nobody was known yet. */
interface KeptEntry extends Entry {
  readonly at: number;
  readonly who: string;
}

export type LineState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'unsent'; readonly why: string | undefined };

export interface Journal {
  /** Keeps the entry here, sends it until the server has it, and comes back with what that says. Throws what `whyNot` knows when it never will. */
  readonly record: <K extends Kind>(entry: Entry<K>) => Promise<Recorded<K>>;
  /** What waits in a line, in its order. */
  readonly waiting: <K extends Kind>(kind: K, line: string) => readonly Entry<K>[];
  /** What becomes of an entry that waits; undefined where none has this key. */
  readonly outcome: <K extends Kind>(kind: K, key: string) => Promise<Recorded<K>> | undefined;
  readonly stateOf: (line: string) => LineState;
  /** Takes up what this browser kept of `who` before, and sends whatever waits now. */
  readonly resume: (who: string) => void;
  readonly again: () => void;
  /** Calls at each change of a state; comes back with what ends that. */
  readonly listen: (listener: () => void) => () => void;
}

export interface JournalParts {
  readonly stored: Stored;
  readonly post: (kind: Kind, args: readonly unknown[]) => Promise<unknown>;
  readonly later: (act: () => void, ms: number) => void;
  readonly now: () => number;
  /** Whether another page takes over: what is acknowledged then is kept for it, and sent once more under its key. */
  readonly leaving: () => boolean;
}

interface Waiting {
  readonly entry: KeptEntry;
  readonly promise: Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Line {
  queue: readonly Waiting[];
  state: LineState;
  tries: number;
  /** Whether another try is on the calendar. */
  isDue: boolean;
}

export const PREFIX = 'workbook/journal/';
const EMPTY: LineState = { kind: 'empty' };
const SENDING: LineState = { kind: 'sending' };
const RETRY_MS = 1000;
const LONGEST_MS = 30_000;

/**
 * What a learner did, from his hand to the server's disk: written here first, then sent, and sent again under the same key after a lost
 * server, a closed lid or a crash, until it is acknowledged. The server records each key once.
 */
export function journalOf({ stored, post, later, now, leaving }: JournalParts): Journal {
  const lines = new Map<string, Line>();
  const listeners = new Set<() => void>();
  let who = '';
  let last = 0;

  const lineOf = (name: string): Line => {
    const line = lines.get(name) ?? { queue: [], state: EMPTY, tries: 0, isDue: false };
    lines.set(name, line);
    return line;
  };
  const turn = (line: Line, state: LineState): void => {
    line.state = state;
    for (const listener of listeners) listener();
  };
  const find = (key: string): Waiting | undefined =>
    [...lines.values()].flatMap((line) => line.queue).find(({ entry }) => entry.key === key);

  const stand = (entry: KeptEntry): Promise<unknown> => {
    const line = lineOf(entry.line);
    const made = withResolvers();
    // What is on its way stays: nobody knows whether it has arrived.
    const onItsWay = line.state.kind === 'sending' ? line.queue[0] : undefined;
    for (const each of line.queue)
      if (entry.slot !== undefined && each.entry.slot === entry.slot && each !== onItsWay) {
        stored.remove(PREFIX + each.entry.key);
        each.resolve(made.promise);
        line.queue = line.queue.filter((other) => other !== each);
      }
    line.queue = [...line.queue, { entry, ...made }];
    void pump(line);
    return made.promise;
  };

  const leave = (line: Line, { entry }: Waiting): void => {
    line.queue = line.queue.slice(1);
    line.tries = 0;
    if (!leaving()) stored.remove(PREFIX + entry.key);
  };

  async function pump(line: Line): Promise<void> {
    if (line.state.kind === 'sending') return;
    for (let head = line.queue[0]; head !== undefined; head = line.queue[0]) {
      turn(line, SENDING);
      try {
        const value = await post(head.entry.kind, head.entry.args);
        leave(line, head);
        head.resolve(value);
      } catch (error) {
        if (whyNot(error) !== undefined) {
          leave(line, head);
          head.reject(error);
          continue;
        }
        retry(line);
        turn(line, { kind: 'unsent', why: whyUnsent(error) });
        return;
      }
    }
    turn(line, EMPTY);
  }

  const retry = (line: Line): void => {
    if (line.isDue) return;
    line.isDue = true;
    later(
      () => {
        line.isDue = false;
        void pump(line);
      },
      Math.min(LONGEST_MS, RETRY_MS * 2 ** line.tries++),
    );
  };

  const again = (): void => {
    for (const line of lines.values()) void pump(line);
  };

  return {
    record: <K extends Kind>(entry: Entry<K>) => {
      last = Math.max(now(), last + 1);
      const kept: KeptEntry = { ...entry, at: last, who };
      stored.write(PREFIX + entry.key, kept);
      return (find(entry.key)?.promise ?? stand(kept)) as Promise<Recorded<K>>;
    },
    waiting: <K extends Kind>(kind: K, line: string) =>
      lineOf(line).queue.flatMap(({ entry }) => (entry.kind === kind ? [entry as Entry as Entry<K>] : [])),
    outcome: <K extends Kind>(_kind: K, key: string) => find(key)?.promise as Promise<Recorded<K>> | undefined,
    stateOf: (line) => lines.get(line)?.state ?? EMPTY,
    resume: (whose) => {
      who = whose;
      const kept = stored.names(PREFIX).flatMap((name) => stored.read<KeptEntry>(name) ?? []);
      last = Math.max(last, ...kept.map((entry) => entry.at));
      const mine = kept.filter((entry) => (entry.who === who || entry.who === '') && find(entry.key) === undefined);
      // Who hears of them is on another page, or nobody.
      for (const entry of mine.toSorted((a, b) => a.at - b.at)) stand(entry).catch(() => undefined);
      again();
    },
    again,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function withResolvers(): Omit<Waiting, 'entry'> {
  let resolve: Waiting['resolve'] = () => undefined;
  let reject: Waiting['reject'] = () => undefined;
  const promise = new Promise<unknown>((onValue, onError) => {
    [resolve, reject] = [onValue, onError];
  });
  return { promise, resolve, reject };
}
