import type { SqlDriverAdapter, SqlQuery, Transaction } from '@prisma/driver-adapter-utils';

/** What stands between a group of writes and the file: whether any may be tried, and what came of them. */
export interface WriteGuard {
  /** Throws where no write may be tried now. */
  readonly admit: () => Promise<void>;
  /** Hears of a failure that was not the statement's own. */
  readonly hear: (error: unknown) => void;
}

/** What was written since the process began: `groups` commits, each of them one wait for the disk, for `writes` statements. */
export interface WriteCounts {
  readonly writes: number;
  readonly groups: number;
}

/** How long a write waits for another process's. */
const PATIENCE_MS = 5000;
const RETRY_MS = 25;
/** So many statements go into one commit at most. */
const MOST = 100;

interface Write {
  readonly query: (adapter: SqlDriverAdapter) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Exclusive {
  readonly open: () => Promise<void>;
}

/**
 * One adapter of two connections: what only reads goes to `reader` and sees what is committed; what writes goes to a writer, where all
 * that came in one turn of the event loop is one transaction. Each write is answered after its commit, which `synchronous=FULL` brings
 * to the disk, so that many share one wait for it. The driver is synchronous: a writer must have a time-out of 0, and the wait for another
 * process's lock is here, where it holds up nobody who reads.
 */
export async function groupCommit(reader: SqlDriverAdapter, openWriter: () => Promise<SqlDriverAdapter>, guard: WriteGuard) {
  let writer = await openWriter();
  const line: (Write | Exclusive)[] = [];
  const counts = { writes: 0, groups: 0 };
  let isBusy = false;

  /** A statement that found the database locked is never finished by this driver, and no transaction of its connection could be committed. */
  const anew = async (): Promise<void> => {
    await writer.dispose();
    writer = await openWriter();
  };

  const stand = (job: Write | Exclusive): void => {
    line.push(job);
    if (!isBusy) void drain();
  };

  async function drain(): Promise<void> {
    isBusy = true;
    while (line.length > 0) {
      // Whatever comes in the same turn goes along.
      await new Promise(setImmediate);
      const next = line[0];
      if (next !== undefined && 'open' in next) {
        line.shift();
        await next.open();
      } else await commit(takeWrites(line));
    }
    isBusy = false;
  }

  async function commit(group: readonly Write[]): Promise<void> {
    const answers: (() => void)[] = [];
    try {
      await guard.admit();
      await patiently(() => writer.executeRaw(plain('BEGIN IMMEDIATE')), anew);
      try {
        for (const { query, resolve, reject } of group) {
          const answer = await query(writer).then(
            (value) => () => resolve(value),
            (error) => {
              if (!isOfStatement(error)) throw error;
              return () => reject(error);
            },
          );
          answers.push(answer);
        }
        await writer.executeRaw(plain('COMMIT'));
      } catch (error) {
        // SQLite may have rolled back already.
        await writer.executeRaw(plain('ROLLBACK')).catch(() => undefined);
        throw error;
      }
      counts.writes += group.length;
      counts.groups++;
    } catch (error) {
      guard.hear(error);
      for (const { reject } of group) reject(error);
      return;
    }
    for (const answer of answers) answer();
  }

  const write = <T>(query: (adapter: SqlDriverAdapter) => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => stand({ query, resolve: (value) => resolve(value as T), reject }));

  /** A transaction of its own has the writer to itself until it ends. */
  const startTransaction: SqlDriverAdapter['startTransaction'] = (level) =>
    new Promise((resolve, reject) => {
      const open = async () => {
        try {
          await guard.admit();
          const transaction = await patiently(() => locked(writer, level), anew);
          counts.groups++;
          await new Promise<void>((ended) => resolve(endingWith(transaction, ended, guard)));
        } catch (error) {
          guard.hear(error);
          reject(error);
        }
      };
      stand({ open });
    });

  const adapter: SqlDriverAdapter = {
    ...{ provider: reader.provider, adapterName: reader.adapterName },
    queryRaw: (query) => (isRead(query) ? reader.queryRaw(query) : write((it) => it.queryRaw(query))),
    executeRaw: (query) => write((it) => it.executeRaw(query)),
    executeScript: (script) => writer.executeScript(script),
    startTransaction,
    dispose: async () => {
      await reader.dispose();
      await writer.dispose();
    },
  };
  return { adapter, counts: (): WriteCounts => ({ ...counts }) };
}

/** The writes at the head of the line, taken out of it, up to the next transaction of its own. */
function takeWrites(line: (Write | Exclusive)[]): readonly Write[] {
  const end = line.findIndex((job) => 'open' in job);
  const taken = line.splice(0, Math.min(MOST, end === -1 ? line.length : end));
  return taken.filter((job): job is Write => 'query' in job);
}

/** A transaction that holds the lock from its beginning: one that reads first and then wants to write fails at once where somebody else wrote. */
async function locked(
  writer: SqlDriverAdapter,
  level: Parameters<SqlDriverAdapter['startTransaction']>[0],
): Promise<Transaction> {
  const transaction = await writer.startTransaction(level);
  try {
    await transaction.executeRaw(plain(`DELETE FROM "Invitation" WHERE "id" = ''`));
    return transaction;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

function endingWith(transaction: Transaction, ended: () => void, guard: WriteGuard): Transaction {
  const end = (how: 'commit' | 'rollback') => async () => {
    try {
      await transaction[how]();
    } catch (error) {
      guard.hear(error);
      throw error;
    } finally {
      ended();
    }
  };
  return new Proxy(transaction, {
    get: (target, name) => {
      if (name === 'commit' || name === 'rollback') return end(name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const isRead = ({ sql }: SqlQuery): boolean => /^\s*(?:SELECT|PRAGMA \w+\s*$)/i.test(sql);
const plain = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

/** Tries again, each time after `anew`, while another process holds the lock; the last failure when it does for too long. */
async function patiently<T>(act: () => Promise<T>, anew: () => Promise<void>): Promise<T> {
  for (const until = performance.now() + PATIENCE_MS; ; ) {
    try {
      return await act();
    } catch (error) {
      if (codeOf(error) !== BUSY) throw error;
      await anew();
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

const BUSY = 5;
/** SQLITE_ERROR, TOOBIG, CONSTRAINT, MISMATCH, RANGE: the statement alone is undone, and its transaction goes on. */
const OF_STATEMENT: readonly (number | undefined)[] = [1, 18, 19, 20, 25];

/** What never reached SQLite (an argument that it cannot hold) is the statement's own too. */
const isOfStatement = (error: unknown): boolean =>
  !(error instanceof Error && error.name === 'DriverAdapterError') || OF_STATEMENT.includes(codeOf(error));

/** SQLite's primary result code in an error of the adapter. */
function codeOf(error: unknown): number | undefined {
  const cause = error instanceof Error ? (error.cause as { readonly originalCode?: string } | undefined) : undefined;
  const code = Number(cause?.originalCode);
  return Number.isInteger(code) ? code & 0xff : undefined;
}
