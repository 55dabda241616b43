import { print, printList, say, table } from '../output.ts';
import { readArguments, type Verb } from '../verb.ts';

const usage = 'workbook bench [--json]';

export const bench: Verb = {
  name: 'bench',
  usage,
  summary: 'the rates of the engine on this machine',
  help: 'Measures for some seconds and prints each rate with its unit; with --json as an array of {"name", "value", "unit", "target"}. It asserts nothing.\nExit status: 0.',
  run: async (argv) => {
    const typed = readArguments({ name: 'bench', usage }, argv, ['json']);
    if (typed === undefined) return 2;
    if (typed.rest.length > 0) {
      say(usage);
      return 2;
    }
    const { rates } = await import('../../bench/index.ts');
    const measured = await rates();
    if (typed.flags.has('json')) printList(measured);
    else
      print(
        table([
          ['RATE', 'VALUE', 'UNIT', 'TARGET'],
          ...measured.map(({ name, value, unit, target }) => [
            name,
            value >= 100 ? String(Math.round(value)) : value.toPrecision(3),
            unit,
            target === undefined ? '' : `${unit === 'ms' ? 'at most' : 'at least'} ${target}`,
          ]),
        ]),
      );
    return 0;
  },
};
