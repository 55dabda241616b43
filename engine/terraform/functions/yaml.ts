import { numberText } from '../value/convert.ts';
import { inOrder, sortedKeys, type Value } from '../value/value.ts';
import { NotKnown } from './arguments.ts';

/** `value` as YAML in the form of `yamlencode`: keys ascending, texts in quotes. Ends the call where something is not known. */
export const yamlText = (value: Value): string => `${lines(value).join('\n')}\n`;

function lines(value: Value): readonly string[] {
  switch (value.kind) {
    case 'unknown':
      throw new NotKnown(value.reason);
    case 'scalar':
      if (typeof value.value === 'number') return [numberText(value.value)];
      return [typeof value.value === 'string' ? JSON.stringify(value.value) : String(value.value)];
    case 'lazy': {
      const whole = value.whole();
      return whole === undefined ? ['null'] : lines(whole);
    }
    case 'list':
      if (value.items.length === 0) return ['[]'];
      return inOrder(value).flatMap((item) => {
        const [first = '', ...rest] = lines(item);
        return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
      });
    case 'map':
      if (value.entries.size === 0) return ['{}'];
      return sortedKeys(value).flatMap((key) => entry(key, value.entries.get(key)));
  }
}

function entry(key: string, value: Value | undefined): readonly string[] {
  const inner = value === undefined ? ['null'] : lines(value);
  const nests = value?.kind === 'map' ? value.entries.size > 0 : value?.kind === 'list' && value.items.length > 0;
  const name = JSON.stringify(key);
  return nests
    ? [`${name}:`, ...inner.map((line) => (value?.kind === 'map' ? `  ${line}` : line))]
    : [`${name}: ${inner.join(' ')}`];
}
