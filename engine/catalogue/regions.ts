/** Zones of the Regions that the course names, in the order of their letters; any other Region has a, b and c. */
const ZONE_LETTERS: Readonly<Record<string, string>> = { 'us-east-1': 'abcdef', 'us-west-2': 'abcd', 'eu-west-1': 'abc' };

/** The availability zone names of a Region, ascending. */
export const zonesOf = (region: string): readonly string[] =>
  [...(ZONE_LETTERS[region] ?? 'abc')].map((letter) => `${region}${letter}`);

const ZONE_ID_PREFIX: Readonly<Record<string, string>> = {
  'us-east-1': 'use1',
  'us-east-2': 'use2',
  'us-west-2': 'usw2',
  'eu-west-1': 'euw1',
};

/** The zone id of a zone name where an account has no mapping of its own, such as `use1-az1` for us-east-1a. */
export function defaultZoneId(zone: string): string {
  const region = zone.slice(0, -1);
  const prefix = ZONE_ID_PREFIX[region] ?? region.replaceAll('-', '');
  return `${prefix}-az${zonesOf(region).indexOf(zone) + 1}`;
}
