import { ADDRESSES } from './addresses.ts';
import type { FunctionTable } from './arguments.ts';
import { ENCODING } from './encoding.ts';
import { FILES } from './files.ts';
import { HASHES } from './hashes.ts';
import { LISTS } from './lists.ts';
import { MAPS } from './maps.ts';
import { NUMBERS } from './numbers.ts';
import { PATTERNS } from './patterns.ts';
import { STRINGS } from './strings.ts';

/** The functions of Terraform's language that are worked out here; `try` and `can` are part of the language itself. */
export const FUNCTIONS: FunctionTable = Object.assign(
  // No function is found under the name of something that every object has, such as `constructor`.
  Object.create(null),
  ADDRESSES,
  ENCODING,
  FILES,
  HASHES,
  LISTS,
  MAPS,
  NUMBERS,
  PATTERNS,
  STRINGS,
);

/** Functions that exist and are not worked out, and why. */
export const UNKNOWN_FUNCTIONS: Readonly<Record<string, string>> = {
  base64gzip: 'nothing is compressed here',
  base64sha512: 'this sum is not worked out here',
  bcrypt: 'it gives something else each time',
  filebase64sha512: 'this sum is not worked out here',
  filesha512: 'this sum is not worked out here',
  formatdate: 'dates are not worked out here',
  plantimestamp: 'it is the time of the plan',
  rsadecrypt: 'nothing is decrypted here',
  sha512: 'this sum is not worked out here',
  textdecodebase64: 'only UTF-8 is known here',
  textencodebase64: 'only UTF-8 is known here',
  timeadd: 'dates are not worked out here',
  timecmp: 'dates are not worked out here',
  timestamp: 'it is the time of the apply',
  type: 'it exists in `terraform console` alone',
  uuid: 'it gives something else each time',
  uuidv5: 'this sum is not worked out here',
};
