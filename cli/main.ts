import { say } from './output.ts';
import type { Verb } from './verb.ts';
import { backup, restore } from './verbs/backup.ts';
import { bench } from './verbs/bench.ts';
import { check } from './verbs/check.ts';
import { decide } from './verbs/decide.ts';
import { exportVerb } from './verbs/export.ts';
import { grade } from './verbs/grade.ts';
import { labs } from './verbs/labs.ts';
import { probe } from './verbs/probe.ts';
import { validate } from './verbs/validate.ts';
import { verify } from './verbs/verify.ts';

const VERBS: readonly Verb[] = [decide, probe, validate, grade, exportVerb, check, labs, bench, verify, backup, restore];

/** The exit status of one command: 0 yes, 1 a clear no, 2 wrong use or unreadable input. Never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', stopQuietly);
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview());
    return name === undefined ? 2 : 0;
  }
  const verb = VERBS.find((each) => each.name === name);
  if (verb === undefined) {
    say(`There is no verb \`${name}\`: it is one of ${VERBS.map((each) => each.name).join(', ')}. See \`workbook --help\`.`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`${verb.usage}\n\n${verb.help}\n`);
    return 0;
  }
  try {
    return await verb.run(rest);
  } catch (error) {
    say(`workbook ${verb.name}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

function overview(): string {
  const width = Math.max(...VERBS.map((verb) => verb.usage.length));
  const lines = VERBS.map((verb) => `  ${verb.usage.padEnd(width)}  ${verb.summary}`);
  return `The PrivateLink Workbook at the command line; it uses the same engine as the pages.\n\n${lines.join('\n')}\n\nExit status: 0 yes, 1 a clear no, 2 wrong use or unreadable input. \`workbook VERB --help\` says more.\n`;
}

/** A reader that has gone, such as \`head\`, is no fault of ours. */
function stopQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
}
