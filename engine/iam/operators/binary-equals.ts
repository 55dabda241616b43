import { textOf } from '../pattern.ts';
import { type Operator, section } from './operator.ts';

/** Base-64 texts compared byte for byte. */
export const binaryEquals: Operator = {
  name: 'BinaryEquals',
  negated: false,
  compares: 'bytes',
  equality: true,
  wildcards: false,
  variables: false,
  test: (expected) => {
    const wanted = unpadded(textOf(expected));
    return (actual) => unpadded(actual) === wanted;
  },
  source: section('BinaryEquals'),
};

/** The padding of base 64 carries no byte. */
const unpadded = (text: string): string => text.replace(/=+$/, '');
