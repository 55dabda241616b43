import { loadActionCatalogue } from '#engine';
import { readInput, readJson } from '../input.ts';
import { lineOf, printList, say } from '../output.ts';
import { answerRequest } from '../probe-request.ts';
import { readArguments, type Verb } from '../verb.ts';

const usage = 'workbook probe [FILE|-] [--content FOLDER]';

export const probe: Verb = {
  name: 'probe',
  usage,
  summary: 'does this packet, name or request get through',
  help: 'Reads {"configuration", "world", "parameters", "probes"} as JSON, or an array of such objects, and prints a JSON array of verdicts, or an array of such arrays.\nRelative paths start at the folder of FILE; for standard input at the working directory.\nExit status: 0 whatever is answered, 2 for input that cannot be read.',
  run: async (argv) => {
    const typed = readArguments({ name: 'probe', usage }, argv, [], ['content']);
    if (typed === undefined) return 2;
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
    const catalogue = await loadActionCatalogue();
    const surroundings = { folder: input.value.folder, content: typed.values.content, catalogue };
    if (Array.isArray(read.value)) printList(read.value.map((request: unknown) => answerRequest(request, surroundings)));
    else printList(answerRequest(read.value, surroundings));
    return 0;
  },
};
