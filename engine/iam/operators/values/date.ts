import { type Kind, type Operator, section } from '../operator.ts';
import { comparing } from './compare.ts';

export const DATE: Kind = { compares: 'date', negated: false, wildcards: false, variables: false, source: section('Date') };

/** A test of two moments in seconds: the request's, then the policy's. */
export const comparingDates = (holds: (actual: number, expected: number) => boolean): Operator['test'] =>
  comparing(epochSeconds, holds);

const ISO = /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:?\d{2})?)?)?$/;

/**
 * Seconds since 1970-01-01T00:00:00Z of an ISO 8601 date or of a number of seconds, or undefined for any other text and for a day that
 * no calendar has. Worked out by hand because the engine has no clock to borrow: days of the civil calendar, then time and offset.
 */
export function epochSeconds(text: string): number | undefined {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month) || hour > 24 || minute > 59 || second >= 61)
    return undefined;
  return daysSinceEpoch(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offsetSeconds(match[7]);
}

const daysOf = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

function daysSinceEpoch(year: number, month: number, day: number): number {
  // Years begin in March, so that the leap day is the last of its year.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

function offsetSeconds(text: string | undefined): number {
  if (text === undefined || text === 'Z') return 0;
  const digits = text.replace(':', '');
  const seconds = Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60;
  return digits.startsWith('-') ? -seconds : seconds;
}
