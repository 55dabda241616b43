import { scalar, type Value } from '../value/value.ts';
import { type Call, type FunctionTable, making, NotKnown, text } from './arguments.ts';
import { base64 } from './encoding.ts';
import { normalized } from './files.ts';
import { md5, sha1, sha256 } from './sums.ts';
import { utf8 } from './utf8.ts';

type Sum = (bytes: readonly number[]) => readonly number[];

const hex = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');

const ofText = (sum: Sum, write: (bytes: readonly number[]) => string) =>
  making(1, 1, (call) => scalar(write(sum(utf8(text(call, 0))))));
const ofFile = (sum: Sum, write: (bytes: readonly number[]) => string) => making(1, 1, (call) => summed(call, sum, write));

/** Sums of texts and files; a file that is not here has none that is known, and need not be: it is mostly an archive of code. */
export const HASHES: FunctionTable = {
  base64sha256: ofText(sha256, base64),
  filebase64sha256: ofFile(sha256, base64),
  filemd5: ofFile(md5, hex),
  filesha1: ofFile(sha1, hex),
  filesha256: ofFile(sha256, hex),
  md5: ofText(md5, hex),
  sha1: ofText(sha1, hex),
  sha256: ofText(sha256, hex),
};

function summed(call: Call, sum: Sum, write: (bytes: readonly number[]) => string): Value {
  const found = call.scope.run.texts.get(normalized(text(call, 0)));
  if (found === undefined) throw new NotKnown('the file is not here');
  return scalar(write(sum(utf8(found))));
}
