import type { Diagnostic } from '../../diagnostic.ts';
import type { Json } from '../../json.ts';
import { linesOf } from '../../template/text/lines.ts';
import { readYaml } from '../../template/text/yaml.ts';
import { toJson } from '../../template/tree.ts';
import { textValue } from '../evaluate/scope.ts';
import { valueFrom } from '../value/convert.ts';
import type { Value } from '../value/value.ts';
import { type Call, type FunctionTable, known, Misuse, making, text } from './arguments.ts';
import { jsonText } from './json.ts';
import { fromUtf8, utf8 } from './utf8.ts';
import { yamlText } from './yaml.ts';

const made = (call: Call, value: string): Value => textValue(call.scope.run, value, call.place);

/** Functions between values and texts. @see https://developer.hashicorp.com/terraform/language/functions/jsonencode */
export const ENCODING: FunctionTable = {
  base64decode: making(1, 1, (call) => made(call, fromUtf8(fromBase64(text(call, 0))))),
  base64encode: making(1, 1, (call) => made(call, base64(utf8(text(call, 0))))),
  jsondecode: making(1, 1, (call) => valueFrom(fromJsonText(text(call, 0)))),
  jsonencode: making(1, 1, (call) => made(call, jsonText(known(call, 0)))),
  urlencode: making(1, 1, (call) => made(call, urlEncoded(text(call, 0)))),
  yamldecode: making(1, 1, yamldecode),
  yamlencode: making(1, 1, (call) => made(call, yamlText(known(call, 0)))),
};

const MAX_JSON_DEPTH = 100;

function fromJsonText(written: string): Json {
  let json: Json;
  try {
    json = JSON.parse(written);
  } catch {
    throw new Misuse('this text is no JSON.', 0);
  }
  if (depthOf(json) > MAX_JSON_DEPTH) throw new Misuse(`this has more than ${MAX_JSON_DEPTH} levels.`, 0);
  return json;
}

function depthOf(json: Json, deep = 0): number {
  if (json === null || typeof json !== 'object' || deep > MAX_JSON_DEPTH) return deep;
  return Object.values(json).reduce((most: number, each: Json) => Math.max(most, depthOf(each, deep + 1)), deep + 1);
}

function yamldecode(call: Call): Value {
  const written = text(call, 0);
  const diagnostics: Diagnostic[] = [];
  const tree = readYaml(written, linesOf(written, ''), diagnostics);
  if (tree === undefined || diagnostics.some(({ severity }) => severity === 'error'))
    throw new Misuse('this text is no YAML.', 0);
  return valueFrom(toJson(tree));
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes in Base64; the engine has no `btoa`. */
export function base64(bytes: readonly number[]): string {
  let written = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    written += DIGITS.charAt(bits >> 18) + DIGITS.charAt((bits >> 12) & 63);
    written += (b === undefined ? '=' : DIGITS.charAt((bits >> 6) & 63)) + (c === undefined ? '=' : DIGITS.charAt(bits & 63));
  }
  return written;
}

function fromBase64(written: string): readonly number[] {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(written))
    throw new Misuse('this text is no Base64.', 0);
  const bytes: number[] = [];
  for (let at = 0; at < written.length; at += 4) {
    const [a = 0, b = 0, c = -1, d = -1] = [...written.slice(at, at + 4)].map((digit) => DIGITS.indexOf(digit));
    bytes.push((a << 2) | (b >> 4));
    if (c >= 0) bytes.push(((b & 15) << 4) | (c >> 2));
    if (d >= 0) bytes.push(((c & 3) << 6) | d);
  }
  return bytes;
}

const urlEncoded = (value: string): string =>
  utf8(value)
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (/[A-Za-z0-9._~-]/.test(character)) return character;
      return character === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
