import { arnLike } from './arn-like.ts';
import { negationOf, type Operator } from './operator.ts';

export const arnNotLike: Operator = negationOf(arnLike, 'ArnNotLike');
