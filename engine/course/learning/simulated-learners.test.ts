import { expect, test } from 'vitest';
import { shuffled } from '../shuffle.ts';
import { areDifferent, type Finished, isReady } from './exam.ts';
import { aimAt, memories } from './memory.ts';
import { heldMisconceptions } from './misconceptions.ts';
import { byFit, ratingsOf } from './rating.ts';
import { reviewsDue, USUAL_LIMIT } from './review.ts';
import { catalogueOf, toyItem } from './toy.ts';
import { DAY, type Item, orderedTries, type Try } from './try.ts';

// Seeded learners go through thirty days of practice, review and two full forms over a catalogue of the course's size.

const CONCEPTS = 80;
const ITEMS: readonly Item[] = Array.from({ length: 320 }, (_, index) => {
  const concept = index % CONCEPTS;
  const difficulty = ([1, 2, 2, 3] as const)[Math.floor(index / CONCEPTS) % 4] ?? 2;
  return toyItem(`q${index}`, {
    concepts: [`c${concept}`],
    lesson: `L${concept % 36}`,
    misconceptions: [`m${concept % 40}`, `n${concept % 37}`],
    difficulty,
    simulated: index % 5 === 0,
  });
});
const CATALOGUE = catalogueOf(ITEMS);

/** A learner: how likely he is to be right, and the belief that a wrong answer shows. */
interface Person {
  readonly name: string;
  readonly chance: (item: Item, day: number, practised: number) => number;
  readonly beliefs: readonly string[];
}

const PEOPLE: readonly Person[] = [
  { name: 'guesser', chance: (item) => item.guessRate, beliefs: [] },
  { name: 'novice', chance: (_, __, practised) => Math.min(0.9, 0.4 + 0.1 * practised), beliefs: [] },
  { name: 'two beliefs', chance: () => 0.97, beliefs: ['m3', 'm17'] },
  { name: 'expert', chance: (item) => 0.98 - 0.02 * item.difficulty, beliefs: [] },
];

/** A number from 0 up to 1 that the words decide. */
function chanceFrom(...words: readonly (string | number)[]): number {
  const order = shuffled(
    Array.from({ length: 1000 }, (_, index) => index),
    words.join('/'),
  );
  return (order[0] ?? 0) / 1000;
}

function answer(person: Person, item: Item, at: number, practised: number, turn: number): Try {
  const day = Math.floor(at / DAY);
  const believed = person.beliefs.find((belief) => item.misconceptions.includes(belief));
  const correct = believed === undefined && chanceFrom(person.name, item.id, at, turn) < person.chance(item, day, practised);
  const picked = item.misconceptions[chanceFrom(person.name, item.id, 'pick', at) < 0.5 ? 0 : 1];
  const wrong = believed ?? picked;
  return {
    key: `${at}-${String(turn).padStart(4, '0')}`,
    item: item.id,
    correct,
    misconceptions: correct || wrong === undefined ? [] : [wrong],
    at,
  };
}

interface Month {
  readonly tries: readonly Try[];
  readonly dueCounts: readonly number[];
  readonly finished: readonly Finished[];
}

/** Thirty days: what is due is reviewed, ten items are practised, and on the last two days a full form of 65 is sat. */
function month(person: Person): Month {
  const tries: Try[] = [];
  const dueCounts: number[] = [];
  for (let day = 0; day < 30; day++) {
    const now = day * DAY + DAY / 3;
    const ordered = orderedTries(CATALOGUE, tries);
    const due = reviewsDue({
      items: CATALOGUE,
      memories: memories(ordered, aimAt(now, 30 * DAY)),
      tries: ordered,
      now,
      limit: USUAL_LIMIT,
      confusable: [],
    });
    dueCounts.push(due.length);
    const ratings = ratingsOf(
      CATALOGUE,
      ordered.map((each) => ({ ...each, learner: person.name })),
    );
    const seen = new Set(tries.map((each) => each.item));
    const fresh = ITEMS.filter((item) => !seen.has(item.id));
    const practice = byFit(fresh, ratings.learners.get(person.name)?.value ?? 0, ratings).slice(0, 10);
    for (const [turn, item] of [...due.map((each) => each.item), ...practice].entries()) {
      const practised = tries.filter((each) => CATALOGUE.get(each.item)?.concepts[0] === item.concepts[0]).length;
      tries.push(answer(person, item, now + turn * 1000, practised, turn));
    }
  }
  const finished = [28, 29].map((day): Finished => {
    const form = shuffled(ITEMS, `form ${day}`).slice(0, 65);
    const right = form.filter((item, turn) => answer(person, item, day * DAY, 3, turn).correct).length;
    return { exam: 'ANS-C01', items: form.map((item) => item.id), full: true, percent: (100 * right) / 65, at: day * DAY };
  });
  return { tries, dueCounts, finished };
}

const months = new Map(PEOPLE.map((person) => [person.name, month(person)] as const));
const monthOf = (name: string): Month => {
  const found = months.get(name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
};

test('the two forms are different ones', () => {
  const [a, b] = monthOf('expert').finished;
  expect(areDifferent(a?.items ?? [], b?.items ?? [])).toBe(true);
});

test('an expert is ready after two full forms, a guesser never', () => {
  expect(isReady(monthOf('expert').finished, 75)).toBe(true);
  expect(isReady(monthOf('guesser').finished, 75)).toBe(false);
  for (let day = 0; day < 20; day++) {
    const guessed = shuffled(ITEMS, `guess ${day}`).slice(0, 65);
    const right = guessed.filter((item, turn) => answer(PEOPLE[0] as Person, item, day * DAY, 0, turn).correct).length;
    expect((100 * right) / 65).toBeLessThan(82);
  }
});

test('who holds two misconceptions is shown exactly those two', () => {
  const held = heldMisconceptions(orderedTries(CATALOGUE, monthOf('two beliefs').tries));
  expect(held.map((each) => each.misconception).toSorted()).toEqual(['m17', 'm3']);
});

test('an expert is shown none', () => {
  expect(heldMisconceptions(orderedTries(CATALOGUE, monthOf('expert').tries))).toEqual([]);
});

test.each(PEOPLE.map(({ name }) => name))('no day asks the %s for more than the limit', (name) => {
  expect(Math.max(...monthOf(name).dueCounts)).toBeLessThanOrEqual(USUAL_LIMIT);
});

test('who knows more rates higher', () => {
  const everybody = PEOPLE.flatMap(({ name }) =>
    orderedTries(CATALOGUE, monthOf(name).tries).map((each) => ({ ...each, key: `${name}/${each.key}`, learner: name })),
  );
  const { learners } = ratingsOf(CATALOGUE, everybody);
  const value = (name: string) => learners.get(name)?.value ?? 0;
  expect(value('expert')).toBeGreaterThan(value('novice'));
  expect(value('novice')).toBeGreaterThan(value('guesser'));
});
