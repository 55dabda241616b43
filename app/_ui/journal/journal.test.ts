import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { told } from '../answer.ts';
import { type Entry, journalOf, PREFIX } from './journal.ts';
import { Unheard } from './post.ts';
import type { Stored } from './stored.ts';

/** A browser's storage in memory; one that is `full` keeps nothing. */
function storage(isFull = false): Stored & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    read: <T>(name: string) => (all.has(name) ? (JSON.parse(all.get(name) ?? '') as T) : undefined),
    write: (name, value) => !isFull && all.set(name, JSON.stringify(value)) !== undefined,
    remove: (name) => all.delete(name),
    names: (prefix) => [...all.keys()].filter((name) => name.startsWith(prefix)),
  };
}

type Fate = 'arrives' | 'lost before' | 'lost after';

/** A server that records each key once and says what it recorded the first time; the network does to each request what `fates` says, then lets all through. */
function server(fates: readonly Fate[] = []) {
  const rows: { readonly key: string; readonly kind: string }[] = [];
  let turn = 0;
  const post = async (kind: string, args: readonly unknown[]): Promise<unknown> => {
    const fate = fates[turn++] ?? 'arrives';
    if (fate === 'lost before') throw new Unheard();
    const key = String(args.at(-1));
    if (!rows.some((row) => row.key === key)) rows.push({ key, kind });
    if (fate === 'lost after') throw new Unheard();
    return `said to ${key}`;
  };
  return { rows, post, keys: () => rows.map((row) => row.key) };
}

/** Lets everything go on that waits for nothing but its turn or the clock. */
function clock() {
  const calendar: (() => void)[] = [];
  return {
    later: (act: () => void) => void calendar.push(act),
    run: async () => {
      for (let turn = 0; turn < 200; turn++) {
        await new Promise(setImmediate);
        calendar.shift()?.();
      }
    },
    waits: () => calendar.length,
  };
}

const stays = () => false;

const hand = (key: string, slot?: string): Entry<'room'> => ({
  ...{ key, kind: 'room', args: [{ kind: 'hand', up: true }, key], line: 'room' },
  ...(slot === undefined ? {} : { slot }),
});

describe('what a learner did arrives', () => {
  const fates = fc.array(fc.constantFrom<Fate>('arrives', 'lost before', 'lost after'), { maxLength: 30 });
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

  test('once and in its order, whatever the network does, and nothing stays behind', async () =>
    fc.assert(
      fc.asyncProperty(fates, ids, async (network, keys) => {
        const [{ post, keys: recorded }, time, kept] = [server(network), clock(), storage()];
        const journal = journalOf({ stored: kept, post, later: time.later, now: () => 0, leaving: stays });
        const said = Promise.all(keys.map((key) => journal.record(hand(key))));
        await time.run();
        expect(await said).toEqual(keys.map((key) => `said to ${key}`));
        expect(recorded()).toEqual(keys);
        expect(kept.all.size).toBe(0);
      }),
      { numRuns: 60 },
    ));

  test('once and in its order though the browser dies in between, and its clock is set back', async () =>
    fc.assert(
      fc.asyncProperty(fates, ids, fc.nat(8), fc.nat(), async (network, keys, early, moment) => {
        const [{ post, keys: recorded }, time, kept] = [server(network), clock(), storage()];
        const dead = { post: () => new Promise<never>(() => undefined), later: () => undefined };
        const first = journalOf({ stored: kept, ...dead, now: () => moment, leaving: stays });
        for (const key of keys.slice(0, early)) void first.record(hand(key));
        const second = journalOf({ stored: kept, post, later: time.later, now: () => 0, leaving: stays });
        second.resume('');
        for (const key of keys.slice(early)) void second.record(hand(key));
        await time.run();
        expect(recorded()).toEqual(keys);
        expect(kept.all.size).toBe(0);
      }),
      { numRuns: 60 },
    ));

  test('what is acknowledged while its page is being left is found by the next page, and recorded once', async () => {
    const [{ post, keys }, time, kept] = [server(), clock(), storage()];
    const parts = { stored: kept, post, later: time.later, now: () => 0 };
    void journalOf({ ...parts, leaving: () => true }).record(hand('a'));
    await time.run();
    const next = journalOf({ ...parts, leaving: stays });
    next.resume('');
    expect(next.waiting('room', 'room').map(({ key }) => key)).toEqual(['a']);
    await time.run();
    expect(keys()).toEqual(['a']);
    expect(kept.all.size).toBe(0);
  });

  test('where storage keeps nothing, too', async () => {
    const [{ post, keys }, time] = [server(['lost before', 'lost after']), clock()];
    const journal = journalOf({ stored: storage(true), post, later: time.later, now: () => 0, leaving: stays });
    void journal.record(hand('a'));
    await time.run();
    expect(keys()).toEqual(['a']);
  });

  test('it is written here before it is sent', () => {
    const kept = storage();
    let held = 0;
    const post = () => {
      held = kept.names(PREFIX).length;
      return new Promise<never>(() => undefined);
    };
    void journalOf({ stored: kept, post, later: () => undefined, now: () => 0, leaving: stays }).record(hand('a'));
    expect(held).toBe(1);
  });
});

describe('what waits', () => {
  test('of one slot only the last goes, but never in the place of what is on its way', async () => {
    const [{ post, keys }, time] = [server(['lost after']), clock()];
    const journal = journalOf({ stored: storage(), post, later: time.later, now: () => 0, leaving: stays });
    const said = ['a', 'b', 'c'].map((key) => journal.record(hand(key, 'hand')));
    await time.run();
    expect(keys()).toEqual(['a', 'c']);
    expect(await Promise.all(said)).toEqual(['said to a', 'said to c', 'said to c']);
  });

  test('a line that cannot be sent says why, and holds up no other', async () => {
    const time = clock();
    const post = async (_kind: string, args: readonly unknown[]) => {
      if (args.at(-1) === 'stuck') throw new Unheard('full');
      return 'said';
    };
    const journal = journalOf({ stored: storage(), post, later: time.later, now: () => 0, leaving: stays });
    void journal.record({ ...hand('stuck'), line: 'one' });
    expect(await journal.record({ ...hand('free'), line: 'two' })).toBe('said');
    expect(journal.stateOf('one')).toEqual({ kind: 'unsent', why: 'full' });
    journal.again();
    journal.again();
    await new Promise(setImmediate);
    expect(time.waits()).toBe(1);
  });

  test('what the server will never take is said and kept no longer', async () => {
    const kept = storage();
    const post = async () => {
      return told(Promise.resolve({ ok: false, code: 'NOT_THERE', sentence: 'no such question' } as const));
    };
    const journal = journalOf({ stored: kept, post, later: () => undefined, now: () => 0, leaving: stays });
    await expect(journal.record(hand('a'))).rejects.toThrow('no such question');
    expect(kept.all.size).toBe(0);
    expect(journal.stateOf('room')).toEqual({ kind: 'empty' });
  });

  test('nobody sends what another learner of the same browser did', async () => {
    const [{ post, keys }, time, kept] = [server(), clock(), storage()];
    const away = journalOf({
      stored: kept,
      post: () => new Promise<never>(() => undefined),
      later: () => undefined,
      now: () => 0,
      leaving: stays,
    });
    away.resume('ann');
    void away.record(hand('of ann'));
    for (const who of ['bob', 'ann']) {
      journalOf({ stored: kept, post, later: time.later, now: () => 0, leaving: stays }).resume(who);
      await time.run();
      expect(keys()).toEqual(who === 'bob' ? [] : ['of ann']);
    }
  });
});
