import { negationOf, type Operator } from './operator.ts';
import { stringLike } from './string-like.ts';

export const stringNotLike: Operator = negationOf(stringLike, 'StringNotLike');
