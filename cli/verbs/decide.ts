import { decideCase } from '#engine';
import { printDifference } from '../difference.ts';
import { readInput, readJson } from '../input.ts';
import { lineOf, printList, say } from '../output.ts';
import { readArguments, type Verb } from '../verb.ts';

const usage = 'workbook decide [FILE|-] | --difference BEFORE AFTER';

export const decide: Verb = {
  name: 'decide',
  usage,
  summary: 'is each of these requests allowed, and by which statement',
  help: 'Reads a JSON array of request cases (a file, or standard input) and prints a JSON array of decisions in the same order.\nA case that cannot be judged carries {"error": {"code", "message"}}; the rest go on.\n--difference BEFORE AFTER reads two policies instead and prints the requests on which they decide differently, the smallest first, or that\nnone was found and how many were tried; it is a search, not a proof. --layer LAYER says where both stand: resource (unless told),\nendpoint, identity, scp, rcp, boundary or session; --endpoint-type Gateway, that the endpoint is a gateway endpoint.\nWith --json the answer is an object: {"witnesses", "tried", "exhausted"}.\nExit status: 0 whatever is decided, 2 for input that cannot be read.',
  run: (argv) => {
    const typed = readArguments({ name: 'decide', usage }, argv, ['difference', 'json'], ['layer', 'endpoint-type']);
    if (typed === undefined) return 2;
    if (typed.flags.has('difference')) return printDifference(typed.rest, typed.values, typed.flags.has('json'));
    const [stray] = Object.keys(typed.values);
    if (stray !== undefined) {
      say(`workbook decide: --${stray} goes with --difference.\n${usage}`);
      return 2;
    }
    const input = readInput(typed.rest[0] ?? '-');
    const read = input.ok ? readJson(input.value) : input;
    if (!read.ok) {
      say(lineOf(read.fault));
      return 2;
    }
    if (!Array.isArray(read.value)) {
      say('workbook decide reads a JSON array of request cases: put the case into [ ].');
      return 2;
    }
    printList(read.value.map(decided));
    return 0;
  },
};

/** The decision of one case; a fault of ours becomes that case's error, so that the batch goes on. */
function decided(request: unknown): unknown {
  try {
    return decideCase(request);
  } catch (error) {
    const id = typeof request === 'object' && request !== null && 'id' in request ? request.id : null;
    return { id, error: { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) } };
  }
}
