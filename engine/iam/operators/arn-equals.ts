import type { Operator } from './operator.ts';
import { ARN } from './values/arn.ts';

export const arnEquals: Operator = { ...ARN, name: 'ArnEquals' };
