import { strToU8, zipSync } from 'fflate';
import { ankiDeck, csv, type ItemTry, lessonsOf, type Question, qtiPackage, xapiStatements } from '#engine';
import { type Download, download } from '#server/download';
import { currentLearner } from '#server/learner';
import { courseNow } from '#server/page-data';
import { triesOf } from '#server/standing';
import { siteNow } from '#server/team/address';
import { statementName } from '#server/team/room-statements';
import { asXml } from './as-xml.ts';

interface Context {
  readonly params: Promise<{ readonly kind: string }>;
}

/** What the learner did, or the questions that he answered, in a form that another program reads. A question that was not answered has not been earned and is not in it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const learner = await currentLearner();
  const tries = await triesOf(learner, Date.now());
  const exported = exportAs((await params).kind, tries, {
    origin: await siteNow(),
    name: learner === undefined ? 'nobody' : statementName(learner),
  });
  if (exported === undefined) return new Response('There is no such export: csv, xapi, qti or anki.\n', { status: 404 });
  return download(exported);
}

function exportAs(
  kind: string,
  tries: readonly ItemTry[],
  who: { readonly origin: string; readonly name: string },
): Download | undefined {
  switch (kind) {
    case 'csv':
      return { file: 'privatelink-workbook.csv', type: 'text/csv; charset=utf-8', body: table(tries) };
    case 'xapi': {
      const timestampOf = (at: number) => new Date(at).toISOString();
      const statements = xapiStatements(tries, { homePage: who.origin, name: who.name, timestampOf });
      return { file: 'privatelink-workbook-xapi.json', type: 'application/json', body: JSON.stringify(statements, null, 2) };
    }
    case 'qti': {
      const files = qtiPackage(answered(tries), asXml).map(({ path, text }) => [path, strToU8(text)] as const);
      return {
        file: 'privatelink-workbook-qti.zip',
        type: 'application/zip',
        body: new Uint8Array(zipSync(Object.fromEntries(files))),
      };
    }
    case 'anki': {
      const sourceOf = (fact: string) => courseNow().facts.get(fact)?.source ?? '';
      return {
        file: 'privatelink-workbook-anki.txt',
        type: 'text/plain; charset=utf-8',
        body: ankiDeck(answered(tries), sourceOf, asXml),
      };
    }
    default:
      return undefined;
  }
}

function answered(tries: readonly ItemTry[]): readonly Question[] {
  const done = new Set(tries.map((each) => each.item));
  return lessonsOf(courseNow()).flatMap((lesson) => lesson.questions.filter((question) => done.has(question.id)));
}

const table = (tries: readonly ItemTry[]): string =>
  csv(
    ['at', 'item', 'kind', 'lesson', 'concepts', 'correct', 'certainty', 'seconds', 'misconceptions'],
    tries.map(({ at, item, of, correct, certainty, seconds, misconceptions }) => [
      ...[new Date(at).toISOString(), item, of.kind, of.lesson, of.concepts.join(' ')],
      ...[correct, certainty, seconds, misconceptions.join(' ')],
    ]),
  );
