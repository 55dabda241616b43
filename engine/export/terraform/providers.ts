import { type Item, printed, raw } from './hcl.ts';

/** Where something is. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export interface Providers {
  /** The blocks that configure them, each as its text. */
  readonly lines: readonly string[];
  /** What a resource in this place says of its provider. */
  readonly argument: (place: Place) => readonly Item[];
}

const same = (a: Place, b: Place): boolean => a.account === b.account && a.region === b.region;

const never = (): string => '';

/** The providers of every place: the one without a name works at home. */
export function providers(home: Place, places: readonly Place[]): Providers {
  const others = places.filter((place, index) => !same(place, home) && places.findIndex((each) => same(each, place)) === index);
  const aliasOf = (place: Place): string =>
    place.account === home.account
      ? place.region.replaceAll('-', '_')
      : `account_${place.account}${place.region === home.region ? '' : `_${place.region.replaceAll('-', '_')}`}`;
  const source = { source: 'hashicorp/aws', version: '>= 6.0' };
  const blocks: readonly Item[] = [
    { head: 'terraform', items: [{ head: 'required_providers', items: [['aws', source]] }] },
    { head: 'provider "aws"', items: [['region', home.region]] },
    ...others.map(
      (place): Item => ({
        head: 'provider "aws"',
        items: [
          ['alias', aliasOf(place)],
          ['region', place.region],
          ...(place.account === home.account ? [] : only(place.account)),
        ],
      }),
    ),
  ];
  return {
    lines: blocks.map((each) => printed([each], never)),
    argument: (place) => (same(place, home) ? [] : [['provider', raw(`aws.${aliasOf(place)}`)]]),
  };
}

/** Credentials of another account are for whoever runs it to give. */
const only = (account: string): readonly Item[] => [['allowed_account_ids', [account]]];
