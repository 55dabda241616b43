import { loadActionCatalogue, loadTerraform } from '#engine';
import { assertAll } from '../assert.ts';
import { readInput, readJson } from '../input.ts';
import { lineOf, printList, say } from '../output.ts';
import { answerRequest } from '../probe-request.ts';
import { readArguments, type Typed, type Verb } from '../verb.ts';

const usage = 'workbook probe [FILE|-] [--assert FILE…] [--junit FILE] [--json] [--content FOLDER]';

export const probe: Verb = {
  name: 'probe',
  usage,
  summary: 'does this packet, name or request get through',
  help: 'Reads {"configuration", "world", "parameters", "probes"} as JSON, or an array of such objects, and prints a JSON array of verdicts, or an array of such arrays.\nRelative paths start at the folder of FILE; for standard input at the working directory.\n--assert FILE… runs files of checks instead: YAML of {configuration, world, parameters, checks: [{id, title, probe, expect}]}, and says what does not hold and why; --junit FILE writes the results for a pipeline, --json prints them.\nExit status: 0 whatever is answered, 2 for input that cannot be read; with --assert 0 where every check holds, 1 where one does not.',
  run: async (argv) => {
    const typed = readArguments({ name: 'probe', usage }, argv, ['assert', 'json'], ['content', 'junit']);
    if (typed === undefined) return 2;
    if (typed.flags.has('assert')) return assertFiles(typed);
    if (typed.values.junit !== undefined || typed.flags.has('json')) {
      say('workbook probe: --junit and --json go with --assert.');
      return 2;
    }
    const input = readInput(typed.rest[0] ?? '-');
    if (!input.ok) {
      say(lineOf(input.fault));
      return 2;
    }
    const read = readJson(input.value);
    if (!read.ok) {
      say(lineOf(read.fault));
      return 2;
    }
    const [catalogue, terraform] = await Promise.all([loadActionCatalogue(), loadTerraform()]);
    const surroundings = { folder: input.value.folder, content: typed.values.content, catalogue, terraform };
    if (Array.isArray(read.value)) printList(read.value.map((request: unknown) => answerRequest(request, surroundings)));
    else printList(answerRequest(read.value, surroundings));
    return 0;
  },
};

function assertFiles({ rest, values, flags }: Typed): number | Promise<number> {
  if (rest.length > 0) return assertAll(rest, { content: values.content, junit: values.junit, json: flags.has('json') });
  say(`workbook probe --assert needs at least one file.\n${usage}`);
  return 2;
}
