import type { Shell } from '../shell.ts';

/** An `aws` command, taken apart. */
export interface AwsCommand {
  readonly service: string;
  readonly operation: string;
  readonly rest: readonly string[];
  /** By name without dashes; a flag has no values. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly notes: readonly string[];
}

/** Options of every command, and how many values they take. */
const GLOBAL: Readonly<Record<string, number>> = {
  region: 1,
  profile: 1,
  output: 1,
  query: 1,
  'endpoint-url': 1,
  'cli-connect-timeout': 1,
  'cli-read-timeout': 1,
  debug: 0,
  'no-cli-pager': 0,
  'no-sign-request': 0,
  'no-verify-ssl': 0,
};

/** The words behind `aws`; a value of an option ends where the next option begins. */
export function awsCommandOf(words: readonly string[]): AwsCommand {
  const options = new Map<string, readonly string[]>();
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('--')) {
      rest.push(word);
      continue;
    }
    const [name = '', inline] = word.slice(2).split(/=(.*)/s);
    const most = GLOBAL[name] ?? (FLAGS.has(name) ? 0 : Number.POSITIVE_INFINITY);
    const values = inline === undefined ? [] : [inline];
    while (values.length < most && at + 1 < words.length && !(words[at + 1] ?? '').startsWith('--'))
      values.push(words[++at] ?? '');
    options.set(name, values);
  }
  const [service = '', operation = '', ...more] = rest;
  return { service, operation, rest: more, options, notes: notesOf(options) };
}

/** Options of single commands that take no value. */
const FLAGS = new Set(['recursive', 'human-readable', 'summarize', 'quiet', 'only-show-errors', 'dryrun']);

const notesOf = (options: AwsCommand['options']): readonly string[] => [
  ...(options.has('query') ? ['`--query` is not simulated: the whole answer is printed.'] : []),
  ...(options.has('output') && options.get('output')?.[0] !== 'json'
    ? ['The answer is printed as JSON whatever `--output` says.']
    : []),
];

export const optionOf = (command: AwsCommand, name: string): string | undefined => command.options.get(name)?.[0];

export const regionOf = (shell: Shell, command: AwsCommand): string => optionOf(command, 'region') ?? shell.region;

/** The host of `--endpoint-url`, or undefined. */
export const endpointOf = (command: AwsCommand): string | undefined =>
  /^https?:\/\/([^/:]+)/.exec(optionOf(command, 'endpoint-url') ?? '')?.[1];

/** As `aws` complains about options that are missing. */
export function missingOptions(command: AwsCommand, names: readonly string[]): readonly string[] | undefined {
  const missing = names.filter((name) => optionOf(command, name) === undefined);
  if (missing.length === 0) return undefined;
  const list = missing.map((name) => `--${name}`).join(', ');
  return [
    '',
    'usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]',
    '',
    `aws: error: the following arguments are required: ${list}`,
  ];
}
