import type { Operator } from './operator.ts';
import { ARN } from './values/arn.ts';

export const arnLike: Operator = { ...ARN, name: 'ArnLike' };
