import { textOf } from '../pattern.ts';
import { comparing, type Operator, pair, section } from './operator.ts';

function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

const compare = (holds: (a: number, b: number) => boolean): Operator['test'] => comparing(numberOf, textOf, holds);

const shared = { wildcards: false, variables: false, source: section('Numeric') } as const;
const single = (name: string, holds: (a: number, b: number) => boolean): Operator => ({
  ...shared,
  name,
  negated: false,
  test: compare(holds),
});

export const [numericEquals, numericNotEquals] = pair('NumericEquals', 'NumericNotEquals', {
  ...shared,
  test: compare((a, b) => a === b),
});
export const numericLessThan = single('NumericLessThan', (a, b) => a < b);
export const numericLessThanEquals = single('NumericLessThanEquals', (a, b) => a <= b);
export const numericGreaterThan = single('NumericGreaterThan', (a, b) => a > b);
export const numericGreaterThanEquals = single('NumericGreaterThanEquals', (a, b) => a >= b);
