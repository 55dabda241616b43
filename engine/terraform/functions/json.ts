import { numberText } from '../value/convert.ts';
import { inOrder, sortedKeys, type Value } from '../value/value.ts';
import { NotKnown } from './arguments.ts';

/** JavaScript's JSON with what Terraform writes as escapes, so that texts can stand in HTML. */
const quotedText = (text: string): string =>
  JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** `value` as JSON, keys ascending, as `jsonencode` writes it. Ends the call where something in it is not known. */
export function jsonText(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      throw new NotKnown(value.reason);
    case 'scalar':
      if (typeof value.value === 'number') return numberText(value.value);
      return typeof value.value === 'string' ? quotedText(value.value) : String(value.value);
    case 'list':
      return `[${inOrder(value).map(jsonText).join(',')}]`;
    case 'map':
      return `{${sortedKeys(value)
        .map((key) => `${quotedText(key)}:${entryText(value.entries.get(key))}`)
        .join(',')}}`;
    case 'lazy':
      return entryText(value.whole());
  }
}

const entryText = (value: Value | undefined): string => (value === undefined ? 'null' : jsonText(value));
