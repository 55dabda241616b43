import { arnEquals } from './arn-equals.ts';
import { negationOf, type Operator } from './operator.ts';

export const arnNotEquals: Operator = negationOf(arnEquals, 'ArnNotEquals');
