import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { publicLabOf, type Question } from '#engine';
import { course, expect, labs, lessons, test } from './workbook.ts';

const STATIC = path.resolve(import.meta.dirname, '../../.next/static');

/** What must not reach a browser before it is earned, each under a name that says where it comes from. */
function secrets(): readonly (readonly [string, string])[] {
  const ofQuestion = (question: Question): readonly (readonly [string, string])[] => {
    switch (question.kind) {
      case 'single':
      case 'multiple':
      case 'predict':
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
  const ofLabs = labs.flatMap(({ id, secrets: { hints, solutions, wrong } }) => [
    ...Object.entries(hints).map(([rung, text]) => [`hint ${id}/${rung}`, text] as const),
    ...solutions.flatMap((each) => [
      [`title ${id}/${each.file}`, each.title] as const,
      [`trade-off ${id}/${each.file}`, each.tradeOff] as const,
    ]),
    ...[...solutions, ...wrong].flatMap((each) =>
      each.files.flatMap((file) => file.text.split('\n').map((line) => [`line ${id}/${each.file}`, line] as const)),
    ),
  ]);
  return [
    ...lessons.flatMap((lesson) => [...lesson.predictions, ...lesson.checks, ...lesson.questions]).flatMap(ofQuestion),
    ...ofLabs,
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
      items: undefined,
      accepted: undefined,
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
    ...labs.map((lab) => JSON.stringify(publicLabOf(lab))),
  ].join('\n');
}

/** The longest stretch of `text` that no escaping changes; empty where it would tell too little to be looked for. */
function canaryOf(text: string): string {
  const stretches = text.match(/[A-Za-z0-9 ,.:;()/_!-]+/g) ?? [];
  const longest = stretches.map((each) => each.trim()).reduce((a, b) => (b.length > a.length ? b : a), '');
  return longest.length >= 18 ? longest : '';
}

const canaries = (known: string) =>
  secrets()
    .map(([name, text]) => [name, canaryOf(text)] as const)
    .filter(([, canary]) => canary !== '' && !known.includes(canary));

test('no key, reason, hint, solution or wrong answer is in any page, chunk or response before it is earned', async ({
  page,
  server,
}) => {
  test.slow();
  const looked = canaries(publicText());
  for (const kind of ['reason', 'hint', 'trade-off', 'line']) {
    expect(looked.filter(([name]) => name.startsWith(kind)).length, `canaries of the kind ${kind}`).toBeGreaterThan(0);
  }
  const heard: (readonly [string, string])[] = [];
  const reading: Promise<unknown>[] = [];
  page.on('response', (response) => {
    reading.push(
      response.text().then(
        (text) => heard.push([response.url(), text]),
        () => undefined,
      ),
    );
  });
  const paths = [
    '/',
    '/you',
    '/you/export',
    ...lessons.flatMap(({ id }) => [`/learn/${id}`, `/quiz/${id}`]),
    ...labs.map(({ id }) => `/lab/${id}`),
  ];
  for (const each of paths) {
    if (each !== '/you/export') {
      await page.goto(server.url + each);
      await page.waitForLoadState('networkidle');
    }
    for (const headers of [{}, { RSC: '1' }]) {
      const response = await page.request.get(server.url + each, { headers });
      heard.push([`${each} ${JSON.stringify(headers)}`, await response.text()]);
    }
  }
  await Promise.all(reading);
  const chunks = readdirSync(STATIC, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(js|css|json|map|html)$/.test(entry.name),
  );
  for (const chunk of chunks) heard.push([chunk.name, readFileSync(path.join(chunk.parentPath, chunk.name), 'utf8')]);
  expect(chunks.length).toBeGreaterThan(5);
  expect(
    heard.some(([, text]) => text.includes(canaryOf(lessons[0]?.summary ?? ''))),
    'what is public is found',
  ).toBe(true);
  const found = looked.flatMap(([name, canary]) =>
    heard.filter(([, text]) => text.includes(canary)).map(([where]) => `${name} in ${where}: ${canary}`),
  );
  expect(found).toEqual([]);
});
