import { addressAt, type Cidr, familyOfCidr, formatCidr, parseCidr } from '../../ip/cidr.ts';
import { listAt, misuse, type TemplateFunction } from '../scope.ts';
import { asNumber, type Located, placedAt, scalarAt, unknownAt } from '../tree.ts';
import { needsLanguageExtensions } from './lookups.ts';
import { resolvedText } from './text.ts';

/** `Fn::Select`: [index from 0, list]. */
export const select: TemplateFunction = (argument, span, scope) => {
  const [position, list] = argument.kind === 'list' && argument.items.length === 2 ? argument.items : [];
  if (position === undefined || list === undefined) return misuse(scope, span, 'Fn::Select takes an index and a list.');
  const index = scope.evaluate(position, scope);
  const values = scope.evaluate(list, scope);
  if (index?.kind === 'unknown') return unknownAt(index.reason, span);
  if (values?.kind === 'unknown') return unknownAt(values.reason, span, values.ref);
  const number = asNumber(index);
  if (number === undefined || !Number.isInteger(number))
    return misuse(scope, position.span, 'The index of Fn::Select is a whole number.');
  if (values?.kind !== 'list') return misuse(scope, list.span, 'Fn::Select takes a list as its second item.');
  const chosen = values.items[number];
  if (chosen !== undefined) return placedAt(chosen, span);
  return misuse(scope, span, `Fn::Select cannot select item ${number}: the list has ${values.items.length}, counted from 0.`);
};

/** `Fn::GetAZs`: the zones of a Region; no text means the stack's own. */
export const getAzs: TemplateFunction = (argument, span, scope) => {
  const empty = argument.kind === 'scalar' && (argument.value === null || argument.value === '');
  const region = empty ? scope.environment.region : resolvedText(argument, scope);
  if (region === undefined) return misuse(scope, span, "Fn::GetAZs takes the name of a Region, or '' for the stack's own.");
  if (typeof region !== 'string') return unknownAt(region.reason, span);
  const zones = scope.environment.availabilityZones(region === '' ? scope.environment.region : region);
  return zones.length === 0 ? misuse(scope, span, `\`${region}\` is no Region that is known here.`) : listAt(zones, span);
};

/** `Fn::Length` of a list. */
export const length: TemplateFunction = (argument, span, scope) => {
  needsLanguageExtensions('function Fn::Length', { span }, scope);
  const value = scope.evaluate(argument, scope);
  if (value?.kind === 'unknown') return unknownAt(value.reason, span);
  return value?.kind === 'list' ? scalarAt(value.items.length, span) : misuse(scope, span, 'Fn::Length takes a list.');
};

/**
 * `Fn::Cidr`: [block, how many, bits of each that hosts keep]: `["10.0.0.0/16", 4, 8]` are four blocks of /24.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html
 */
export const cidr: TemplateFunction = (argument, span, scope) => {
  const items = argument.kind === 'list' ? argument.items : [];
  const texts = items.map((item) => resolvedText(item, scope));
  const unknown = texts.find((text) => typeof text === 'object');
  if (typeof unknown === 'object') return unknownAt(unknown.reason, span);
  const [block, count, bits] = texts.map((text) => (typeof text === 'string' ? text : ''));
  const whole = block?.includes('/') ? parseCidr(block) : undefined;
  if (items.length < 2 || items.length > 3 || whole === undefined) {
    return misuse(scope, span, 'Fn::Cidr takes a CIDR block, a count and the number of bits that each part keeps for hosts.');
  }
  if (!/^\d{1,3}$/.test(count ?? '') || Number(count) < 1 || Number(count) > 256) {
    return misuse(scope, span, 'The count of Fn::Cidr is between 1 and 256.');
  }
  // AWS documents no size for the two-item form.
  if (bits === undefined) return unknownAt('Fn::Cidr without its third item', span);
  return blocks(whole, Number(count), Number(bits), /^\d{1,3}$/.test(bits)) ?? misuse(scope, span, tooSmall(block, count, bits));

  function blocks(from: Cidr, parts: number, hostBits: number, valid: boolean): Located | undefined {
    const width = familyOfCidr(from) === 4 ? 32 : 128;
    const room = width - from.length - hostBits;
    if (!valid || hostBits < 1 || room < 0 || (room < 9 && 2 ** room < parts)) return undefined;
    const partLength = width - hostBits;
    return listAt(
      Array.from({ length: parts }, (_, index) => formatCidr(partOf(from, index, hostBits, partLength))),
      span,
    );
  }
};

/** The part of this index; beyond 2⁵³ addresses only whole numbers of any size count right. */
function partOf(from: Cidr, index: number, hostBits: number, partLength: number): Cidr {
  if (typeof from.base === 'number') return { base: addressAt(from, index * 2 ** hostBits), length: partLength };
  return { base: from.base + (BigInt(index) << BigInt(hostBits)), length: partLength };
}

const tooSmall = (block = '', count = '', bits = ''): string =>
  `\`${block}\` has no room for ${count} blocks that keep ${bits} bits each for hosts.`;
