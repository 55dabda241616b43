/** One instruction of a compiled pattern; `next` are indexes of instructions, the preferred one first. */
export type Instruction =
  | { readonly kind: 'take'; readonly accepts: (character: string) => boolean; next: number }
  | { readonly kind: 'fork'; readonly next: number[] }
  | { readonly kind: 'edge'; readonly edge: Edge; next: number }
  | { readonly kind: 'save'; readonly slot: number; next: number }
  | { readonly kind: 'match' };

export const EDGES = ['textStart', 'textEnd', 'lineStart', 'lineEnd', 'word', 'noWord'] as const;
export type Edge = (typeof EDGES)[number];

/** A compiled pattern. */
export interface Machine {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  /** How many groups it has, the whole match not counted. */
  readonly groups: number;
  /** Numbers of the groups that have names, in the order of the pattern. */
  readonly names: ReadonlyMap<string, number>;
}

/** Places in a text: at 2n a group begins, at 2n + 1 it ends; undefined for a group that took no part. */
export type Slots = readonly (number | undefined)[];

interface Thread {
  readonly at: number;
  readonly slots: Slots;
}

/**
 * The first match at or after `from`, as RE2 chooses it: the leftmost, and of those the one that the pattern prefers. All threads
 * go over the text side by side, so that the time is in proportion to the text whatever the pattern is.
 */
export function matchFrom(machine: Machine, text: readonly string[], from: number): Slots | undefined {
  let threads: Thread[] = [];
  let best: Slots | undefined;
  for (let at = from; at <= text.length; at += 1) {
    const reached = new Set<number>();
    const now: Thread[] = [];
    for (const thread of threads) follow(machine, text, at, thread, reached, now);
    if (best === undefined) follow(machine, text, at, { at: machine.start, slots: [at] }, reached, now);
    if (now.length === 0 && best !== undefined) break;
    threads = [];
    for (const thread of now) {
      const instruction = machine.instructions[thread.at];
      if (instruction?.kind === 'match') {
        best = withSlot(thread.slots, 1, at);
        // Threads behind this one are preferred less, and those before it go on.
        break;
      }
      const character = text[at];
      if (instruction?.kind === 'take' && character !== undefined && instruction.accepts(character)) {
        threads.push({ at: instruction.next, slots: thread.slots });
      }
    }
  }
  return best;
}

const withSlot = (slots: Slots, slot: number, place: number): Slots => {
  const changed = [...slots];
  while (changed.length < slot) changed.push(undefined);
  changed[slot] = place;
  return changed;
};

/** Adds to `now` every thread that `thread` leads to without taking a character, in the order of preference. */
function follow(
  machine: Machine,
  text: readonly string[],
  at: number,
  thread: Thread,
  reached: Set<number>,
  now: Thread[],
): void {
  const open: Thread[] = [thread];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (reached.has(each.at)) continue;
    reached.add(each.at);
    const instruction = machine.instructions[each.at];
    if (instruction === undefined) continue;
    if (instruction.kind === 'take' || instruction.kind === 'match') now.push(each);
    else if (instruction.kind === 'save') open.push({ at: instruction.next, slots: withSlot(each.slots, instruction.slot, at) });
    else if (instruction.kind === 'edge') {
      if (holds(instruction.edge, text, at)) open.push({ at: instruction.next, slots: each.slots });
    } else {
      const { slots } = each;
      open.push(...instruction.next.toReversed().map((next) => ({ at: next, slots })));
    }
  }
}

function holds(edge: Edge, text: readonly string[], at: number): boolean {
  const isWord = (index: number) => /^\w$/.test(text[index] ?? ' ');
  switch (edge) {
    case 'textStart':
      return at === 0;
    case 'textEnd':
      return at === text.length;
    case 'lineStart':
      return at === 0 || text[at - 1] === '\n';
    case 'lineEnd':
      return at === text.length || text[at] === '\n';
    case 'word':
      return isWord(at - 1) !== isWord(at);
    case 'noWord':
      return isWord(at - 1) === isWord(at);
  }
}
