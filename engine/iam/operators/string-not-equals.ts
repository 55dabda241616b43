import { negationOf, type Operator } from './operator.ts';
import { stringEquals } from './string-equals.ts';

export const stringNotEquals: Operator = negationOf(stringEquals, 'StringNotEquals');
