/** How many wrong tries are answered in how long, for one who tries and for all of them together. */
interface Allowance {
  readonly each: number;
  readonly all: number;
  readonly within: number;
}

/** Counts wrong tries in the memory of the process: after too many of them the right one is not answered either, until some time has passed. */
export class WrongTries {
  readonly #allowance: Allowance;
  #tries: { readonly who: string; readonly at: number }[] = [];

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** In how many milliseconds `who` may try again; 0 when now. */
  waitFor(who: string, now: number): number {
    const { each, all, within } = this.#allowance;
    this.#tries = this.#tries.filter((it) => it.at > now - within);
    const own = this.#tries.filter((it) => it.who === who);
    const oldest = [own.at(-each), this.#tries.at(-all)].flatMap((it) => (it === undefined ? [] : [it.at + within - now]));
    return Math.max(0, ...oldest);
  }

  note(who: string, now: number): void {
    this.#tries.push({ who, at: now });
    if (this.#tries.length > 10_000) this.#tries = this.#tries.slice(-5000);
  }

  /** As if nobody had tried. */
  forget(): void {
    this.#tries = [];
  }
}

const MINUTE = 60_000;

const held = globalThis as { workbookWrongTries?: WrongTries };

/** Wrong codes and wrong phrases: five a minute from one address, sixty a minute from everywhere. */
export function wrongTries(): WrongTries {
  held.workbookWrongTries ??= new WrongTries({ each: 5, all: 60, within: MINUTE });
  return held.workbookWrongTries;
}
