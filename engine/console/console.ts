import type { Configuration } from '../probe/configuration.ts';
import { Unanswerable } from '../probe/loaded.ts';
import { aws } from './aws/aws.ts';
import { curl } from './curl.ts';
import { dig } from './dig.ts';
import { nc } from './nc.ts';
import { CLOUDSHELL, type ConsoleAnswer, type ConsoleLine, openShell, type Printed, type Shell } from './shell.ts';
import { traceroute } from './traceroute.ts';
import { wordsOf } from './words.ts';

type Program = (shell: Shell, words: readonly string[]) => Printed;

/** The programs of the console, by name. */
export const PROGRAMS: Readonly<Record<string, Program>> = { aws, curl, dig, nc, traceroute };

/** What they take, one line each. */
const HELP = [
  'dig NAME [A|AAAA] [+short]',
  'curl -v [--connect-timeout S] https://HOST/PATH',
  'nc -zv [-w S] HOST PORT',
  'traceroute -T [-p PORT] HOST',
  'aws s3 ls|cp|rm …   aws s3api|sqs|dynamodb|sns|kms|… OPERATION --…   aws sts get-caller-identity   aws ec2 describe-…',
];

/** What the command prints in this network, with what it asked. Never throws for anything that was typed. */
export function runConsole(configuration: Configuration, call: ConsoleLine): ConsoleAnswer {
  const split = wordsOf(call.line.slice(0, 2000));
  if (!split.ok) return { ...answerOf({ lines: split.errors, exitStatus: 2, notes: [ONE_PROGRAM] }), probes: [] };
  const [name, ...words] = split.value;
  if (name === undefined) return { ...answerOf({ lines: [], exitStatus: 0 }), probes: [] };
  if (name === 'help') return { ...answerOf({ lines: HELP, exitStatus: 0 }), probes: [] };
  const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
  if (program === undefined)
    return {
      ...answerOf({ lines: [`bash: ${name}: command not found`], exitStatus: 127, notes: ['`help` lists what there is.'] }),
      probes: [],
    };
  if (call.host === CLOUDSHELL && name !== 'aws')
    return { ...answerOf({ lines: [], exitStatus: 1, notes: [NO_MACHINE] }), probes: [] };
  try {
    const shell = openShell(configuration, call);
    return { ...answerOf(program(shell, words)), probes: shell.probes };
  } catch (error) {
    if (!(error instanceof Unanswerable)) throw error;
    return { ...answerOf({ lines: [], exitStatus: 1, notes: [error.message] }), probes: [] };
  }
}

const ONE_PROGRAM = 'This console runs one program at a time: no pipes, no redirection, no variables.';
const NO_MACHINE = 'The account’s own shell stands in no network of yours: it runs `aws` alone. Choose a host for the rest.';

const answerOf = ({ lines, exitStatus, waitsSeconds, notes = [] }: Printed): Omit<ConsoleAnswer, 'probes'> => ({
  printed: lines.join('\n').replace(/^\n+/, ''),
  exitStatus,
  ...(waitsSeconds === undefined ? {} : { waitsSeconds }),
  notes,
});
