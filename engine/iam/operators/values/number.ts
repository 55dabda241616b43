import { type Kind, type Operator, section } from '../operator.ts';
import { comparing } from './compare.ts';

export const NUMBER: Kind = {
  compares: 'number',
  negated: false,
  wildcards: false,
  variables: false,
  source: section('Numeric'),
};

/** A test of two numbers: the request's, then the policy's. */
export const comparingNumbers = (holds: (actual: number, expected: number) => boolean): Operator['test'] =>
  comparing(numberOf, holds);

function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}
