import type { Metadata } from 'next';
import Link from 'next/link';
import { type Held, type Item, recallBands } from '#engine';
import { currentLearner } from '#server/learner';
import { courseNow, labHref, labWith, lessonHref, lessonWith, themeNow } from '#server/page-data';
import { repairOf } from '#server/repairs';
import { type Standing, standingOf } from '#server/standing';
import { beginningOf } from '../_ui/beginning.ts';
import { CalibrationPlot } from '../_ui/profile/calibration-plot.tsx';
import { Repair } from '../_ui/profile/repair.tsx';
import { Page } from '../_ui/shell/page.tsx';
import '../_ui/profile/profile.css';

export const metadata: Metadata = { title: 'What you hold' };

export default async function ProfilePage() {
  const [theme, standing] = await Promise.all([themeNow(), currentLearner().then((learner) => standingOf(learner, Date.now()))]);
  return (
    <Page theme={theme} crumbs={[{ title: 'What you hold' }]}>
      <div className="profile">
        <h1>What you hold, and what you mix up</h1>
        {standing.tries.length + standing.expected.length === 0 ? (
          <p>
            Nothing has been answered yet. <Link href="/">Start with the course</Link>; each answer, prediction and lab shows
            here.
          </p>
        ) : (
          <>
            <Beliefs standing={standing} />
            <Concepts standing={standing} />
            <Expected standing={standing} />
            <Sureness standing={standing} />
            <RecallTable standing={standing} />
          </>
        )}
      </div>
    </Page>
  );
}

function Beliefs({ standing }: { readonly standing: Standing }) {
  const { misconceptions } = courseNow();
  if (standing.held.length === 0) {
    return (
      <section>
        <h2>Misconceptions</h2>
        <p>Your last answers show none twice.</p>
      </section>
    );
  }
  return (
    <section>
      <h2>What you mix up</h2>
      <ul className="beliefs">
        {standing.held.map((held) => (
          <li key={held.misconception} className="belief">
            <p>
              <strong>{misconceptions.get(held.misconception) ?? held.misconception}</strong>
            </p>
            <p className="small soft">
              Shown by {held.recent} of your last {Math.min(4, held.occasions)} answers that could show it:
            </p>
            <Evidence held={held} />
            <Repair links={repairOf(held.misconception, held.shown.at(-1)?.of.lesson)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The answers that showed it, the latest first. */
function Evidence({ held }: { readonly held: Held }) {
  return (
    <ul className="evidence small">
      {held.shown.toReversed().map(({ key, of, at }) => (
        <li key={key}>
          {dayText(at)}, <Known item={of} />
        </li>
      ))}
    </ul>
  );
}

const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** An item by its words, with the way to where it stands. */
function Known({ item }: { readonly item: Item }) {
  const words = wordsOf(item);
  return (
    <>
      <Link href={item.kind === 'lab' ? labHref(item.id) : lessonHref(item.lesson)}>
        {item.kind === 'lab' ? `lab ${item.id}` : item.lesson}
      </Link>
      {words !== '' && `: ${words}`}
    </>
  );
}

function wordsOf({ id, kind, lesson }: Item): string {
  if (kind === 'lab') return labWith(id)?.lab.title ?? '';
  const written = lessonWith(lesson);
  const all = [...(written?.questions ?? []), ...(written?.predictions ?? []), ...(written?.checks ?? [])];
  return beginningOf(all.find((each) => each.id === id)?.stem ?? '');
}

function Concepts({ standing }: { readonly standing: Standing }) {
  const now = Date.now();
  const rows = [...standing.mastery.values()].toSorted((a, b) => Number(b.mastered) - Number(a.mastered) || b.run - a.run);
  const mastered = rows.filter((row) => row.mastered).length;
  return (
    <section>
      <h2>
        Held firmly: {mastered} of {courseNow().concepts.size} concepts
      </h2>
      <p className="small soft">
        Held firmly means three right first tries in a row over at least two days, one of them in the simulator.{' '}
        {standing.due.length} are due for <Link href="/review">review</Link>.
      </p>
      <details>
        <summary>Every concept that you were asked about</summary>
        <table className="profile-table">
          <thead>
            <tr>
              <th scope="col">Concept</th>
              <th scope="col">Held</th>
              <th scope="col">Likely known now</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.concept}>
                <th scope="row">
                  {row.concept} <span className="soft">{courseNow().concepts.get(row.concept)}</span>
                </th>
                <td>{row.mastered ? 'firmly' : `${row.run} in a row`}</td>
                <td>{percent(standing.memories.get(row.concept)?.retrievability(now))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** How often it came as one had said before a packet ran. */
function Expected({ standing }: { readonly standing: Standing }) {
  const said = standing.expected.filter(({ guess }) => guess !== 'skipped');
  if (said.length === 0) return null;
  const placed = said.filter(({ guess }) => guess !== 'skipped' && guess.hop !== '');
  const right = said.filter((each) => each.right.verdict).length;
  return (
    <section>
      <h2>What you expected of failing calls</h2>
      <p>
        {right} of {said.length} verdicts came as you had said
        {placed.length === 0
          ? ''
          : `; the place where it was decided in ${placed.filter((each) => each.right.hop).length} of ${placed.length}`}
        .
      </p>
    </section>
  );
}

function Sureness({ standing: { calibration } }: { readonly standing: Standing }) {
  return (
    <section>
      <h2>How well you know what you know</h2>
      <CalibrationPlot rows={calibration.rows} />
      {calibration.brier !== undefined && (
        <p className="small soft">Brier score {calibration.brier.toFixed(2)}: 0 is perfect, 0.25 is a coin.</p>
      )}
      {calibration.sureAndWrong.length > 0 && (
        <>
          <h3>Sure and wrong</h3>
          <ul className="evidence">
            {calibration.sureAndWrong.slice(0, 10).map(({ key, of, at }) => (
              <li key={key}>
                {dayText(at)}, <Known item={of} />
              </li>
            ))}
          </ul>
          <p className="small soft">
            They come first in <Link href="/review">review</Link>.
          </p>
        </>
      )}
    </section>
  );
}

function RecallTable({ standing }: { readonly standing: Standing }) {
  const bands = recallBands(standing.memories);
  if (bands.length === 0) return null;
  return (
    <section>
      <h2>Recall against what was expected</h2>
      <p className="small soft">
        Before each repeated question the plan of reviews had a chance in mind that you still knew it. If both columns agree, it
        knows your memory well. In brackets: the range in which the true share lies with 95 % confidence.
      </p>
      <table className="profile-table">
        <thead>
          <tr>
            <th scope="col">Expected</th>
            <th scope="col">Recalled</th>
            <th scope="col">Reviews</th>
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr key={band.from}>
              <td>{percent(band.predicted)}</td>
              <td>
                {percent(band.recalled.share)}{' '}
                <span className="soft range">
                  ({Math.round(100 * band.recalled.low)} to {Math.round(100 * band.recalled.high)})
                </span>
              </td>
              <td>{band.of}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const percent = (share: number | undefined): string => (share === undefined ? '' : `${Math.round(100 * share)} %`);
