import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { PublicLab } from '#engine';
import { listAttempts } from '#server/attempts';
import { engineVersionOf } from '#server/content-version';
import { draftOf } from '#server/drafts';
import { expectedIn } from '#server/expectations';
import { attemptView, helpOf } from '#server/lab-data';
import { hasLanguages, helpIn, labIn, languageNow, languageOfFiles } from '#server/lab-language';
import { ownBeginning, saidInLab, vivaOf } from '#server/lab-notes';
import { currentLearner } from '#server/learner';
import { ownNoteOf } from '#server/own-notes';
import { beliefsOf, factsFor, labWith, lessonHref, paneSizesNow, themeNow } from '#server/page-data';
import { roomBefore } from '#server/team/pace';
import { labFor } from '#server/variants';
import { textKey } from '../../_ui/lab/language.ts';
import { LanguageChoice } from '../../_ui/lab/language-choice.tsx';
import { NotOpenYet } from '../../_ui/team/not-open-yet.tsx';
import { Text } from '../../_ui/text.tsx';
import { draftHistory, giveUp, nextHint, settleUpdate } from './actions.ts';
import { consolePlaces } from './console-places.ts';
import { Workbench } from './workbench.tsx';

interface Params {
  readonly params: Promise<{ readonly lab: string }>;
}

const placeOf = async ({ params }: Params) => labWith(decodeURIComponent((await params).lab));

export async function generateMetadata(props: Params): Promise<Metadata> {
  const place = await placeOf(props);
  return place === undefined ? {} : { title: `${place.lab.id} ${place.lab.title}` };
}

export default async function LabPage(props: Params) {
  const learner = await currentLearner();
  const place = await labFor(learner, decodeURIComponent((await props.params).lab), 'page');
  if (place === undefined) notFound();
  const { lab, lesson } = place;
  const room = await roomBefore(learner, `lab/${lab.id}`);
  if (room !== undefined) return <NotOpenYet room={room} theme={await themeNow()} />;
  const language = hasLanguages(place.shown) ? await languageNow() : 'cloudformation';
  const shown = labIn(place.shown, language);
  const [theme, draft, attempts, help, said, expected, note, viva, own] = await Promise.all([
    themeNow(),
    draftOf(learner, textKey(shown)),
    listAttempts(learner, lab.id),
    helpOf(learner, lab),
    saidInLab(learner, lesson.id, lab),
    expectedIn(learner, lesson.id, lab.id),
    ownNoteOf(learner, lab.id),
    vivaOf(learner, lesson.id, lab),
    ownBeginning(learner, lab),
  ]);
  return (
    <Workbench
      key={language}
      lab={shown}
      language={hasLanguages(place.shown) ? <LanguageChoice language={language} /> : null}
      lesson={{ title: `${lesson.id} ${lesson.title}`, href: lessonHref(lesson.id) }}
      theme={theme}
      paneSizes={await paneSizesNow()}
      engineVersion={engineVersionOf()}
      beliefs={beliefsOf(shown)}
      note={{ subject: lab.id, note }}
      facts={factsFor(lab.facts)}
      draft={draft}
      attempts={attempts
        .filter((each) => languageOfFiles(each.files) === language)
        .map(attemptView)
        .toReversed()}
      help={helpIn(help, place.shown, language)}
      said={{ ...said, expected, viva }}
      {...(own === undefined || language !== 'cloudformation' ? {} : { own })}
      places={consolePlaces(shown)}
      actions={{
        ...{ draftHistory, settleUpdate, nextHint, giveUp },
      }}
      brief={<Brief lab={place.shown} />}
    />
  );
}

function Brief({ lab }: { readonly lab: PublicLab }) {
  return (
    <>
      <h2 className="pane-title">Brief</h2>
      <Text>{lab.brief}</Text>
      {lab.diagnosticProbes !== undefined && (
        <p className="brief-locks">You may ask {lab.diagnosticProbes} diagnostic probes before your first edit.</p>
      )}
      {lab.standard !== undefined && <p className="brief-locks">{standardWords(lab.standard)}</p>}
      {lab.locked !== undefined && <p className="brief-locks">{lockWords(lab.locked)}</p>}
    </>
  );
}

/** What a pass is, where not every check must hold. */
function standardWords({ share, distinction }: NonNullable<PublicLab['standard']>): string {
  const pass = `Passed: every check marked “must hold”, and ${share} % of the others.`;
  if (distinction === undefined) return pass;
  const clean = distinction.advisories === 0 ? ', and no remark is left' : '';
  return `${pass} With distinction: those marked so hold too${clean}.`;
}

/** What a submission may not change, in one sentence. */
function lockWords(locked: NonNullable<PublicLab['locked']>): string {
  const kept =
    locked.resources === 'all' ? 'Everything that is there stays as it is' : `${locked.resources.join(', ')} stay as they are`;
  const { additions, maxAdditions } = locked;
  if (maxAdditions === 0 || additions?.length === 0) return `${kept}; nothing may be added.`;
  const number = maxAdditions === undefined ? '' : maxAdditions === 1 ? 'one ' : `up to ${maxAdditions} `;
  return additions === undefined ? `${kept}.` : `${kept}; you may add ${number}${additions.join(' or ')}.`;
}
