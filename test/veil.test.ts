import { describe, expect, test } from 'vitest';
import { judgePrepared, labsOf, prepareLab, startOf } from '#engine';
import { contentOf } from '../app/_server/content.ts';
import { isAskable, unasked, withVeil } from '../app/_ui/lab/veil.ts';
import { judgedView } from '../app/lab/[lab]/judged.ts';

const { course } = contentOf({ root: new URL('../content', import.meta.url).pathname });
const judgedStart = (id: string) => {
  const lab = labsOf(course).find((each) => each.id === id);
  if (lab === undefined) throw new Error(`the course has no lab ${id}`);
  const files = startOf(lab);
  return judgedView(judgePrepared(prepareLab(lab, ''), files), lab, {}, files);
};
const judged = judgedStart('F01');
const asked = unasked(judged, {});

test('one is asked about each call that is meant to get through and does not', () => {
  expect([...asked]).toEqual(judged.checks.filter(isAskable).map((check) => check.id));
  expect(asked.size).toBeGreaterThan(0);
});

describe('before it is said what will happen', () => {
  const shown = withVeil(judged, asked);
  test('a failing check shows that it fails and nothing of how', () => {
    for (const check of shown.checks.filter(({ id }) => asked.has(id))) {
      expect(check).toMatchObject({ passed: false, veiled: true, got: '', blocks: [], feedback: '' });
      expect(check.trace).toBeUndefined();
    }
  });
  test('and no line of the text is marked for it', () => {
    const hidden = judged.checks.filter(({ id }) => asked.has(id)).flatMap(({ blocks }) => blocks.map((block) => block.summary));
    const only = hidden.filter(
      (summary) => !shown.checks.some(({ blocks }) => blocks.some((block) => block.summary === summary)),
    );
    for (const fault of shown.faults) expect(only).not.toContain(fault.message);
    expect(judged.faults.length).toBeGreaterThan(shown.faults.length);
  });
});

test('once it is said or skipped everything is shown', () => {
  const [first = '', ...others] = asked;
  const said = {
    [first]: { verdict: 'denied', hop: '' } as const,
    ...Object.fromEntries(others.map((id) => [id, 'skipped' as const])),
  };
  expect(withVeil(judged, unasked(judged, said))).toBe(judged);
});
