import { negationOf, type Operator } from './operator.ts';
import { stringEqualsIgnoreCase } from './string-equals-ignore-case.ts';

export const stringNotEqualsIgnoreCase: Operator = negationOf(stringEqualsIgnoreCase, 'StringNotEqualsIgnoreCase');
