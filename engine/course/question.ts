import type { ConfigurationInput } from '../probe/configuration.ts';
import type { Probe } from '../probe/probe.ts';
import type { ThingList } from '../probe/rows.ts';
import type { Parameters } from './format/parameters.ts';
import type { WrittenQuestion } from './format/question-schema.ts';
import { type HotspotQuestion, listShown } from './hotspot.ts';
import type { KeyProof } from './key-proof.ts';
import { shuffled } from './shuffle.ts';

type Written<K extends WrittenQuestion['kind']> = Extract<WrittenQuestion, { kind: K }>;

/** A `predict` question with the configuration that it is about, read. */
export type PredictQuestion = Omit<Written<'predict'>, 'configuration'> & { readonly configuration: ConfigurationInput };

/** A question whose key is written down, with the scenarios that the engine derives it from where it has some, their configurations read. */
export type WrittenKeyQuestion = Exclude<WrittenQuestion, { kind: 'predict' | 'hotspot' }> & { readonly keyProof?: KeyProof };

/** One question with everything that marks it. Its `id` is unique in the course. */
export type Question = (WrittenKeyQuestion | PredictQuestion | HotspotQuestion) & {
  /** What another seed is drawn from, where the question is one of many variants. */
  readonly template?: { readonly parameters: Parameters; readonly written: Question };
};

export interface PublicItem {
  readonly id: string;
  readonly text: string;
}

interface PublicHead {
  readonly id: string;
  readonly stem: string;
  readonly concept?: string;
  readonly difficulty?: 1 | 2 | 3;
  readonly examTasks: readonly string[];
}

/** What may be shown of a question before it is answered: nothing here tells the key, the order of lists included. */
export type PublicQuestion = PublicHead &
  (
    | { readonly kind: 'single'; readonly options: readonly PublicItem[] }
    | { readonly kind: 'multiple'; readonly options: readonly PublicItem[]; readonly choose: number }
    | {
        readonly kind: 'predict';
        readonly options: readonly PublicItem[];
        readonly configuration: ConfigurationInput;
        readonly probe: Probe;
      }
    | {
        readonly kind: 'hotspot';
        readonly options: readonly PublicItem[];
        readonly configuration: ConfigurationInput;
        readonly list?: ThingList;
      }
    | { readonly kind: 'fill-in' }
    | { readonly kind: 'order'; readonly items: readonly PublicItem[] }
    | { readonly kind: 'match'; readonly left: readonly PublicItem[]; readonly right: readonly PublicItem[] }
  );

/** What may be shown of `question`; `seed` decides the order of its options, so that one learner sees one order. */
export function publicQuestionOf(question: Question, seed: string): PublicQuestion {
  const head = publicHead(question);
  const mixed = (items: readonly PublicItem[]) => shuffled(items.map(bare), `${seed}/${question.id}`);
  switch (question.kind) {
    case 'single':
      return { ...head, kind: 'single', options: mixed(question.options) };
    case 'multiple':
      return {
        ...head,
        kind: 'multiple',
        options: mixed(question.options),
        choose: question.options.filter((each) => each.correct === true).length,
      };
    case 'predict':
      return {
        ...head,
        kind: 'predict',
        options: mixed(question.options),
        configuration: question.configuration,
        probe: question.probe,
      };
    case 'hotspot':
      return hotspotShown(head, question);
    case 'fill-in':
      return { ...head, kind: 'fill-in' };
    case 'order':
      return { ...head, kind: 'order', items: mixed(question.items) };
    case 'match':
      return { ...head, kind: 'match', left: question.left.map(bare), right: mixed(question.right) };
  }
}

/** Things stand in the order of the list, or of their names: neither tells which of them is meant. */
function hotspotShown(head: PublicHead, question: HotspotQuestion): PublicQuestion {
  const list = listShown(question);
  const place = (id: string) => list?.rows.findIndex((row) => row.id === id) ?? -1;
  const options = question.options
    .map(bare)
    .toSorted((a, b) => Number(place(a.id) === -1) - Number(place(b.id) === -1) || place(a.id) - place(b.id) || byId(a, b));
  const { configuration } = question;
  return { ...head, kind: 'hotspot', options, configuration, ...(list === undefined ? {} : { list }) };
}

const byId = (a: PublicItem, b: PublicItem): number => (a.id < b.id ? -1 : 1);

function publicHead(question: Question): PublicHead {
  return {
    id: question.id,
    stem: question.stem,
    ...(question.concept === undefined ? {} : { concept: question.concept }),
    ...(question.difficulty === undefined ? {} : { difficulty: question.difficulty }),
    examTasks: question.examTasks,
  };
}

const bare = ({ id, text }: PublicItem): PublicItem => ({ id, text });
