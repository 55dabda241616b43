import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { publicLabOf, type Question } from '#engine';
import { course, labs, lessons } from './workbook.ts';

/** What must not reach a browser before it is earned, each under a name that says where it comes from. */
function secrets(): readonly (readonly [string, string])[] {
  const ofQuestion = (question: Question): readonly (readonly [string, string])[] => {
    switch (question.kind) {
      case 'single':
      case 'multiple':
      case 'predict':
      case 'hotspot':
        return question.options.map((option) => [`reason ${question.id}/${option.id}`, option.reason] as const);
      case 'fill-in':
        return [
          [`reason ${question.id}`, question.reason],
          ...question.nearMisses.map((near) => [`near miss ${question.id}`, near.reason] as const),
        ];
      case 'order':
        return question.items.map((item) => [`reason ${question.id}/${item.id}`, item.reason] as const);
      case 'match':
        return Object.entries(question.reasons).map(([id, reason]) => [`reason ${question.id}/${id}`, reason] as const);
    }
  };
  const ofLabs = labs.flatMap(({ id, secrets: { hints, solutions, wrong, steps = [] } }) => [
    ...steps.flatMap((step) =>
      (step.predict?.options ?? []).map((option) => [`reason ${id}/${step.id}/${option.id}`, option.reason] as const),
    ),
    ...Object.entries(hints).map(([rung, text]) => [`hint ${id}/${rung}`, text] as const),
    ...solutions.flatMap((each) => [
      [`title ${id}/${each.file}`, each.title] as const,
      [`trade-off ${id}/${each.file}`, each.tradeOff] as const,
    ]),
    ...[...solutions, ...wrong].flatMap((each) =>
      each.files.flatMap((file) => file.text.split('\n').map((line) => [`line ${id}/${each.file}`, line] as const)),
    ),
  ]);
  const questions = lessons.flatMap((lesson) => [...lesson.predictions, ...lesson.checks, ...lesson.questions]);
  return [...questions.flatMap(ofQuestion), ...questions.flatMap(proofOf), ...ofLabs];
}

/** Each line from which a key is derived: of the scenarios' configurations, of what is asked of them and of what must come back. */
function proofOf(question: Question): readonly (readonly [string, string])[] {
  const { scenarios } = ('keyProof' in question ? question.keyProof : undefined) ?? { scenarios: [] };
  const accepted = question.kind === 'fill-in' ? question.accepted.map((text) => [`accepted ${question.id}`, text] as const) : [];
  return [
    ...accepted,
    ...scenarios.flatMap(({ id, configuration, probe, expect }) =>
      [
        ...(configuration?.files ?? []).flatMap((file) => file.text.split('\n')),
        JSON.stringify(probe ?? ''),
        JSON.stringify(expect ?? ''),
      ].map((line) => [`proof ${question.id}/${id}`, line] as const),
    ),
  ];
}

/** What everybody may read: a secret that repeats a public sentence tells nothing. */
function publicText(): string {
  const questions = lessons.flatMap((lesson) => [...lesson.predictions, ...lesson.checks, ...lesson.questions]);
  const shown = questions.map((question) =>
    JSON.stringify({
      ...question,
      options: undefined,
      reason: undefined,
      reasons: undefined,
      nearMisses: undefined,
      items: 'items' in question ? question.items.map((item) => item.text) : undefined,
      left: 'left' in question ? question.left.map((item) => item.text) : undefined,
      right: 'right' in question ? question.right.map((item) => item.text) : undefined,
      accepted: undefined,
      proof: undefined,
      keyProof: undefined,
      template: undefined,
    }),
  );
  const choices = questions.flatMap((question) => ('options' in question ? question.options.map((option) => option.text) : []));
  const facts = [...course.facts.values()].map((fact) => fact.claim);
  return [
    ...lessons.map((lesson) => lesson.body),
    ...shown,
    ...choices,
    ...facts,
    ...course.misconceptions.values(),
    engineText(),
    ...course.glossary.flatMap((term) => [term.id, term.term, term.text]),
    ...labs.map((lab) => JSON.stringify(publicLabOf(lab))),
  ].join('\n');
}

/** The words of the engine itself, which every browser has: names of fields and keys, and its own sentences. */
function engineText(): string {
  const engine = path.resolve(import.meta.dirname, '../../engine');
  const files = readdirSync(engine, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|json)$/.test(file));
  return files.map((file) => readFileSync(path.join(engine, file), 'utf8')).join('\n');
}

/** The longest stretch of `text` that no escaping changes; empty where it would tell too little to be looked for. */
export function canaryOf(text: string): string {
  const stretches = text.match(/[A-Za-z0-9 ,.:;()/_!-]+/g) ?? [];
  const longest = stretches.map((each) => each.trim()).reduce((a, b) => (b.length > a.length ? b : a), '');
  return longest.length >= 18 ? longest : '';
}

/** Each secret's name and the words of it to look for, those left out that public text has too. */
export function canaries(): readonly (readonly [string, string])[] {
  known ??= looked();
  return known;
}

/** A name that AWS gave tells nothing, and questions that are drawn say many. */
const SERVICE_NAME = /^com\.amazonaws\.[a-z0-9.-]+$/;

let known: readonly (readonly [string, string])[] | undefined;

function looked(): readonly (readonly [string, string])[] {
  const open = publicText();
  // Proofs repeat each other's lines: each is looked for once, under the first name that it has.
  const first = new Map<string, string>();
  for (const [name, text] of secrets()) {
    const canary = canaryOf(text);
    if (canary !== '' && !first.has(canary)) first.set(canary, name);
  }
  return [...first]
    .filter(([canary]) => !open.includes(canary) && !SERVICE_NAME.test(canary))
    .map(([canary, name]) => [name, canary] as const);
}

/** Every secret that one of the texts holds, with the place. */
export function found(texts: readonly (readonly [string, string])[]): readonly string[] {
  return canaries().flatMap(([name, canary]) =>
    texts.filter(([, text]) => text.includes(canary)).map(([where]) => `${name} in ${where}: ${canary}`),
  );
}

/** All that the page is sent from now on. */
export function listenTo(page: Page) {
  const texts: (readonly [string, string])[] = [];
  const reading: Promise<unknown>[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/_next/static/')) return;
    reading.push(
      response.text().then(
        (text) => texts.push([response.url(), text]),
        () => undefined,
      ),
    );
  });
  return { texts, settled: () => Promise.all(reading) };
}
