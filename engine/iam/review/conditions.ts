import { type Cidr, covers, parseCidr } from '../../ip/cidr.ts';
import type { PolicyFault } from '../policy.ts';
import { forEach, type Rule } from './written.ts';

/** `*` in a value of an operator that compares whole texts is a star (facts:E85). */
export const literalWildcards: Rule = forEach(({ conditions }) =>
  conditions
    .filter(({ operator }) => operator.compares === 'text' && !operator.wildcards)
    .flatMap(({ operator, texts }) =>
      texts
        .filter(({ text }) => text.replace(/\$\{[^}]*\}/g, '').includes('*'))
        .map(({ text, pointer }) => ({
          code: 'LITERAL_WILDCARD',
          message: `${operator.name} takes the * in \`${text}\` for a star; ${operator.name.replace(/Equals(IgnoreCase)?$/, 'Like')} takes it for a wildcard.`,
          pointer,
        })),
    ),
);

/** ForAllValues holds for a request without the key, so an Allow needs a Null beside it (facts:E83, E84). */
export const forAllValues: Rule = forEach(({ effect, conditions }) => {
  if (effect !== 'Allow') return [];
  const guarded = new Set(
    conditions
      .filter(
        ({ operator, writtenValues }) =>
          operator.compares === 'presence' && writtenValues.every((value) => value.toLowerCase() === 'false'),
      )
      .map(({ key }) => key),
  );
  return conditions
    .filter(({ set, key }) => set === 'ForAllValues' && !guarded.has(key))
    .map(({ writtenKey, pointer }) => ({
      code: 'FOR_ALL_VALUES_WITHOUT_NULL',
      message: `ForAllValues also holds for a request without ${writtenKey}. Add \`Null: {"${writtenKey}": "false"}\` to admit only requests that carry it.`,
      pointer,
    }));
});

/** The address of a caller is not seen through an endpoint, and what is seen of one without is public (facts:E50, E54, E91). */
export const sourceAddress: Rule = forEach(({ conditions }, { place }) =>
  conditions
    .filter(({ key }) => key === 'aws:sourceip')
    .flatMap(({ operator, pointer, texts }): readonly PolicyFault[] => {
      if (place.kind === 'endpoint') {
        const message = 'No request through an endpoint carries aws:SourceIp; the caller’s private address is aws:VpcSourceIp.';
        return operator.compares === 'presence' ? [] : [{ code: 'SOURCE_IP_THROUGH_ENDPOINT', message, pointer }];
      }
      return texts.filter(({ text }) => isPrivate(text)).map(({ text, pointer: here }) => privateAddress(text, here));
    }),
);

const privateAddress = (text: string, pointer: string): PolicyFault => ({
  code: 'PRIVATE_SOURCE_IP',
  message: `aws:SourceIp is a public address or absent, so \`${text}\` never matches; behind an endpoint it is aws:VpcSourceIp.`,
  pointer,
});

const PRIVATE: readonly Cidr[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap((text) => parseCidr(text) ?? []);

function isPrivate(text: string): boolean {
  const range = parseCidr(text);
  return range !== undefined && PRIVATE.some((each) => covers(each, range));
}
