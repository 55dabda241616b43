import { numericEquals } from './numeric-equals.ts';
import { negationOf, type Operator } from './operator.ts';

export const numericNotEquals: Operator = negationOf(numericEquals, 'NumericNotEquals');
