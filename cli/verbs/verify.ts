import { readFileSync } from 'node:fs';
import { verified } from '../../app/_server/instance-key.ts';
import { print, say } from '../output.ts';
import { readArguments, type Verb } from '../verb.ts';

const usage = 'workbook verify FILE';

export const verify: Verb = {
  name: 'verify',
  usage,
  summary: 'is this Open Badges credential as it was signed?',
  help: 'Reads a credential as the page of certificates writes it (a JSON Web Token) and prints what it says and the key that signed it; the key is in the token, nothing is asked of a network.\nExit status: 0 when the signature fits, 1 when it does not, 2 for a file that cannot be read.',
  run: (argv) => {
    const typed = readArguments({ name: 'verify', usage }, argv, [], []);
    const [file] = typed?.rest ?? [];
    if (typed === undefined) return 2;
    if (file === undefined) {
      say(usage);
      return 2;
    }
    const found = verified(readFileSync(file, 'utf8'));
    if (found === undefined) {
      say(`${file} is no credential, or it was changed after it was signed.`);
      return 1;
    }
    print(JSON.stringify(found, null, 2));
    return 0;
  },
};
