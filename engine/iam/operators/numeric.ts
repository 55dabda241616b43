import { textOf } from '../pattern.ts';
import { type Operator, pair, section } from './operator.ts';

const compare =
  (holds: (a: number, b: number) => boolean): Operator['matches'] =>
  (actual, expected) => {
    const [a, b] = [numberOf(actual), numberOf(textOf(expected))];
    return a !== undefined && b !== undefined && holds(a, b);
  };

function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

const shared = { wildcards: false, variables: false, source: section('Numeric') } as const;
const single = (name: string, holds: (a: number, b: number) => boolean): Operator => ({
  ...shared,
  name,
  negated: false,
  matches: compare(holds),
});

export const [numericEquals, numericNotEquals] = pair('NumericEquals', 'NumericNotEquals', {
  ...shared,
  matches: compare((a, b) => a === b),
});
export const numericLessThan = single('NumericLessThan', (a, b) => a < b);
export const numericLessThanEquals = single('NumericLessThanEquals', (a, b) => a <= b);
export const numericGreaterThan = single('NumericGreaterThan', (a, b) => a > b);
export const numericGreaterThanEquals = single('NumericGreaterThanEquals', (a, b) => a >= b);
