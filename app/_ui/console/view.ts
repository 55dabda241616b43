import type { ConsoleAnswer, Logs } from '#engine';

/** Somewhere to type commands: a machine, and whose credentials it has. */
export interface ConsolePlace {
  readonly host: string;
  readonly principal?: string;
}

/** What a command printed, with what it would have left in logs. */
export interface ConsoleRun extends Omit<ConsoleAnswer, 'probes'> {
  /** How many questions it asked of the network. */
  readonly asked: number;
  readonly logs: Logs;
}

/** One command of this session. `run` is absent while it is asked, `lost` where no answer came. */
export interface ConsoleEntry {
  readonly id: number;
  readonly host: string;
  readonly line: string;
  readonly run?: ConsoleRun;
  readonly lost?: true;
}
