import { numbersFrom } from '../../engine/course/shuffle.ts';
import { examUnderKills } from '../proof/exam-kill.ts';
import { expect, test } from './workbook.ts';

/** One in each run of the tests; `WORKBOOK_KILLS=20 npx playwright test exam-kill` is the proof. */
const times = Number(process.env.WORKBOOK_KILLS ?? 1);
const seed = process.env.WORKBOOK_SEED ?? 'a dark room';

test(`an exam whose server is killed ${times} times loses at most what was chosen in the last second, and ends when it said`, async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000 + times * 60_000);
  const found = await examUnderKills(browser, server, { times, random: numbersFrom(seed) });
  test.info().annotations.push({ type: 'found', description: JSON.stringify(found) });
  expect(found).toMatchObject({ kills: times, lost: [], doubled: 0, endsWhenItSaid: true, afterItsTime: 'result' });
  expect(found.changes).toBeGreaterThan(times);
});
