import { statfs } from 'node:fs/promises';
import { type DatabaseFault, faultIn } from './database-fault.ts';
import type { WriteGuard } from './group-commit.ts';

/** Nothing is written where fewer bytes than this are free: a commit, its log and the copy before a migration must still fit. */
export const RESERVE = 32 * 1024 * 1024;
/** So long the answer about free space holds. */
const ASK_AGAIN_MS = 1000;

/** Why nothing is written now. What a browser sent stays with it, and comes again. */
export class WritesStopped extends Error {
  readonly fault: DatabaseFault;
  constructor(fault: DatabaseFault) {
    super(`Nothing is written now: database is ${fault}`);
    this.name = 'WritesStopped';
    this.fault = fault;
  }
}

type FreeBytes = (folder: string) => Promise<number>;

const freeIn: FreeBytes = async (folder) => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/**
 * Stops writes before they are lost: while the disk of `folder` is nearly full, and from the first sign of damage until the process ends,
 * because a damaged file that is written to loses more.
 */
export function writeGuard(folder: string, free: FreeBytes = freeIn): WriteGuard {
  let isDamaged = false;
  let asked = { at: Number.NEGATIVE_INFINITY, isFull: false };
  return {
    admit: async () => {
      if (isDamaged) throw new WritesStopped('damaged');
      const now = performance.now();
      // A system that cannot say how much is free says it when it is full.
      if (now - asked.at > ASK_AGAIN_MS)
        asked = {
          at: now,
          isFull: await free(folder).then(
            (bytes) => bytes < RESERVE,
            () => false,
          ),
        };
      if (asked.isFull) throw new WritesStopped('full');
    },
    hear: (error) => {
      if (faultIn(error) === 'damaged') isDamaged = true;
    },
  };
}
