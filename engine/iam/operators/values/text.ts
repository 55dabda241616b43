import { type Kind, section } from '../operator.ts';

/** Case-sensitive unless the operator's name says otherwise (facts:E85). */
export const TEXT: Kind = { compares: 'text', negated: false, wildcards: false, variables: true, source: section('String') };
