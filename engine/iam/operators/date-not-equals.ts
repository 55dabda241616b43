import { dateEquals } from './date-equals.ts';
import { negationOf, type Operator } from './operator.ts';

export const dateNotEquals: Operator = negationOf(dateEquals, 'DateNotEquals');
