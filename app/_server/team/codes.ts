import { createHmac, randomInt } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Letters and digits that nobody takes for another one, read or heard from the back of a room. */
const ALPHABET = 'ACDEFGHJKMNPQRTVWXY34679';
const CODE_LENGTH = 6;
const WORDS_OF_PHRASE = 4;

const pick = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T;
const letters = [...ALPHABET];

/** Six characters with which a room is joined. */
export const newCode = (): string => Array.from({ length: CODE_LENGTH }, () => pick(letters)).join('');

/** `typed` as a code: capitals, without what people write between; undefined when it can be none. */
export function codeIn(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  return code.length === CODE_LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : undefined;
}

/** Four words that bring a seat to another device: 44 bits, and each try is counted. */
export const newPhrase = (): string => Array.from({ length: WORDS_OF_PHRASE }, () => pick(wordlist)).join(' ');

/** `typed` as it is kept: small letters and one space between words; undefined when these are not four words. */
export function phraseIn(typed: string): string | undefined {
  const words = typed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  return words.length === WORDS_OF_PHRASE && words.every((word) => wordlist.includes(word)) ? words.join(' ') : undefined;
}

/** What is stored of a phrase: useless to somebody who has the database and not the key. */
export const phraseHash = (phrase: string, key: string): string =>
  createHmac('sha256', key).update(`phrase/${phrase}`).digest('hex');

const COLOURS = ['Amber', 'Blue', 'Coral', 'Green', 'Indigo', 'Ivory', 'Olive', 'Scarlet', 'Silver', 'Teal', 'Violet', 'Yellow'];
const ANIMALS = ['Badger', 'Crane', 'Dolphin', 'Falcon', 'Gecko', 'Heron', 'Ibex', 'Lynx', 'Marten', 'Otter', 'Puffin', 'Tapir'];

/** A name for somebody who gives none, different from all of `taken`. */
export function newName(taken: ReadonlySet<string>): string {
  const all = COLOURS.flatMap((colour) => ANIMALS.map((animal) => `${colour} ${animal}`));
  const free = all.filter((name) => !taken.has(name));
  return free.length > 0 ? pick(free) : `${pick(all)} ${taken.size + 1}`;
}

const MAX_NAME = 40;

/** `typed` as a name that a board can show: one line, at most forty characters, no control characters; undefined when nothing is left. */
export function nameIn(typed: string): string | undefined {
  const name = typed
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME)
    .trim();
  return name === '' ? undefined : name;
}
