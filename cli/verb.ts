import { parseArgs } from 'node:util';
import { say } from './output.ts';

/** One thing that the command line can do: `run` gets what stands after the verb and returns the exit status. */
export interface Verb {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly help: string;
  readonly run: (argv: readonly string[]) => number | Promise<number>;
}

/** What was typed after a verb: its flags, its options with a value, and the rest in order. */
export interface Typed {
  readonly flags: ReadonlySet<string>;
  readonly values: Readonly<Record<string, string>>;
  readonly rest: readonly string[];
}

/** `argv` taken apart, or undefined after saying what is wrong with it. */
export function readArguments(
  verb: Pick<Verb, 'name' | 'usage'>,
  argv: readonly string[],
  flags: readonly string[],
  values: readonly string[] = [],
): Typed | undefined {
  const options = Object.fromEntries([
    ...flags.map((name) => [name, { type: 'boolean' as const }]),
    ...values.map((name) => [name, { type: 'string' as const }]),
  ]);
  try {
    const typed = parseArgs({ args: [...argv], options, allowPositionals: true });
    const entries = Object.entries(typed.values);
    return {
      flags: new Set(entries.flatMap(([name, value]) => (value === true ? [name] : []))),
      values: Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
      rest: typed.positionals,
    };
  } catch (error) {
    say(`workbook ${verb.name}: ${error instanceof Error ? error.message : String(error)}\n${verb.usage}`);
    return undefined;
  }
}
