import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { ProbeAnswer } from '../probe/answer.ts';
import type { ConfigurationInput } from '../probe/configuration.ts';
import type { Probe } from '../probe/probe.ts';
import { matches, meets, own } from './expect.ts';
import { withAnswer } from './format/proof-schema.ts';
import type { ConfigurationRef, WrittenQuestion } from './format/question-schema.ts';
import { canonical } from './hash.ts';
import { type Ask, normalised } from './mark.ts';

type Written<K extends WrittenQuestion['kind']> = Extract<WrittenQuestion, { kind: K }>;
type Proved = Written<'single' | 'multiple' | 'order' | 'match' | 'fill-in'>;
type Own = {
  readonly configuration?: string | ConfigurationRef | undefined;
  readonly probe?: Probe | undefined;
  readonly expect?: JsonObject | undefined;
  readonly hop?: JsonObject | undefined;
  readonly read?: string | undefined;
};

/** One question that the engine is asked, and what is looked for in its answer; what is missing is undefined. */
export interface Scenario {
  readonly id: string;
  readonly configuration: ConfigurationInput | undefined;
  readonly probe: Probe | undefined;
  readonly expect?: JsonObject | undefined;
  readonly hop?: JsonObject | undefined;
  readonly read?: string | undefined;
}

/** The scenarios of a question whose key is written down and proved: one for each choice, or one for the text that is filled in. */
export interface KeyProof {
  readonly scenarios: readonly Scenario[];
  readonly descending?: true;
}

/** The proof of `question` with its configurations as `read` finds them; undefined where its author wrote none. */
export function keyProofOf(
  question: Proved,
  read: (configuration: string | ConfigurationRef) => ConfigurationInput | undefined,
): KeyProof | undefined {
  const choices = choicesOf(question);
  if (question.proof === undefined && choices.every(([, own]) => own === undefined)) return undefined;
  const shared: Own = question.proof ?? {};
  const scenarios = choices.map(([id, own]): Scenario => {
    const { configuration, probe, expect, hop, read: place } = { ...shared, ...own };
    const opened = configuration === undefined ? undefined : read(configuration);
    return { id, configuration: opened, probe, expect, hop, read: place };
  });
  const descending = question.kind !== 'fill-in' && question.proof?.descending === true;
  return { scenarios, ...(descending ? { descending } : {}) };
}

function choicesOf(question: Proved): readonly (readonly [string, Own | undefined])[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return question.options.map((each) => [each.id, each.proof]);
    case 'order':
      return question.items.map((each) => [each.id, each.proof]);
    case 'match':
      return question.left.map((each) => [each.id, each.proof]);
    case 'fill-in':
      return [['answer', question.proof]];
  }
}

/** What the engine says against the proof of `question`, one sentence for each fault; none where it carries no proof. */
export function keyProofFaults(question: Proved & { readonly keyProof?: KeyProof }, asking: Ask): readonly string[] {
  const { keyProof: proof } = question;
  if (proof === undefined) return [];
  const bare = proof.scenarios.filter((each) => each.configuration === undefined || each.probe === undefined);
  if (bare.length > 0) return bare.map(({ id, probe }) => `${id}: its proof has no ${probe ? 'configuration' : 'probe'}`);
  const answers = new Map(proof.scenarios.map((each) => [each.id, answerTo(each, asking)]));
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return question.options.flatMap(({ id, correct }) => optionFault(id, correct === true, proof, answers));
    case 'order':
      return orderFaults(proof, answers);
    case 'match':
      return matchFaults(question, answers);
    case 'fill-in':
      return fillInFaults(question, proof, asking);
  }
}

/** A scenario that can be played after the answer: of the right choice, of the wrong one that was made, or of the question as a whole. */
export interface Play {
  readonly of: 'right' | 'chosen' | 'question';
  readonly configuration: ConfigurationInput;
  readonly probe: Probe;
}

/** What of the proof of `question` shows why: at most the right choice and the first wrong one among `chosen`; prices and refusals are not played. */
export function playsOf(question: Proved & { readonly keyProof?: KeyProof }, chosen: readonly string[]): readonly Play[] {
  const scenarios = question.keyProof?.scenarios ?? [];
  const play = (of: Play['of'], id: string | undefined): readonly Play[] => {
    const { configuration, probe } = scenarios.find((each) => each.id === id) ?? {};
    if (configuration === undefined || probe === undefined || probe.kind === 'cost' || probe.kind === 'deployment') return [];
    return [{ of, configuration, probe }];
  };
  if (question.kind === 'fill-in') {
    const text = question.accepted[0] ?? '';
    return play('question', 'answer').map((it) => ({ ...it, probe: withText(it.probe, text) }));
  }
  if (question.kind !== 'single' && question.kind !== 'multiple') return play('question', scenarios[0]?.id);
  const right = question.options.find((each) => each.correct === true)?.id;
  const wrong = question.options.find((each) => each.correct !== true && chosen.includes(each.id))?.id;
  const plays = [...play('right', right), ...play('chosen', wrong)];
  // Sentences about one network share its scenario: it is shown once.
  return plays.filter((it, index) => index === 0 || canonical(it) !== canonical({ ...plays[0], of: it.of }));
}

/** A probe is data: with a text in the place of the answer it is a probe still. */
const withText = (probe: Probe, text: string): Probe => withAnswer(probe as unknown as Json, text) as unknown as Probe;

const answerTo = ({ configuration, probe }: Scenario, asking: Ask): ProbeAnswer =>
  configuration === undefined || probe === undefined ? { id: '' } : asking(configuration, probe);

const asJson = (answer: ProbeAnswer | undefined): Json => (answer ?? null) as unknown as Json;

function optionFault(
  id: string,
  correct: boolean,
  proof: KeyProof,
  answers: ReadonlyMap<string, ProbeAnswer>,
): readonly string[] {
  const expect = proof.scenarios.find((each) => each.id === id)?.expect;
  if (expect === undefined) return [`${id}: its proof has no \`expect\``];
  const answer = answers.get(id);
  if (meets(expect, asJson(answer)) === correct) return [];
  return [`${id} says ${correct ? '`correct: true`' : 'that it is wrong'}, and the engine answers ${said(answer)}`];
}

const said = (answer: ProbeAnswer | undefined): string => {
  const { error, outcome, connection, dns, deployment, blocks } = answer ?? {};
  return JSON.stringify({ error, outcome, connection, dns, deployment, blocks: blocks?.map((each) => each.kind) });
};

function orderFaults(proof: KeyProof, answers: ReadonlyMap<string, ProbeAnswer>): readonly string[] {
  const places = proof.scenarios.map(({ id, hop, read }) => ({ id, place: placeIn(answers.get(id), hop, read) }));
  const sign = proof.descending === true ? -1 : 1;
  return places.flatMap(({ id, place }, index) => {
    if (place === undefined) return [`${id}: the engine's answer holds no such hop or number`];
    const before = places[index - 1]?.place;
    return before === undefined || sign * before < sign * place
      ? []
      : [`${id} comes at ${place}, the one before it at ${before}`];
  });
}

/** Where a hop stands on the way, or the number that stands at a path of the answer. */
function placeIn(answer: ProbeAnswer | undefined, hop: JsonObject | undefined, read: string | undefined): number | undefined {
  if (answer === undefined) return undefined;
  if (hop !== undefined) {
    const index = stationsOf(answer).findIndex((each) => matches(hop, each));
    return index === -1 ? undefined : index;
  }
  const found = read === undefined ? undefined : valueAt(asJson(answer), read);
  return typeof found === 'number' ? found : undefined;
}

/** The stations of an answer in the order of time: the name, the way there, the way back, each policy. */
function stationsOf(answer: ProbeAnswer): readonly Json[] {
  const way = (name: string, components: ProbeAnswer['forwardPathComponents']) =>
    (components ?? []).map((each) => ({ ...each, way: name }));
  return [
    ...(answer.dns === undefined ? [] : [{ kind: 'dns', ...answer.dns }]),
    ...way('forward', answer.forwardPathComponents),
    ...way('reply', answer.returnPathComponents),
    ...(answer.evaluation?.layers ?? []).map((each) => ({ kind: 'policy', ...each })),
  ] as unknown as readonly Json[];
}

function valueAt(value: Json, pointer: string): Json | undefined {
  return pointer
    .slice(1)
    .split('/')
    .reduce<Json | undefined>((here, step) => {
      if (Array.isArray(here)) return here[Number(step)] as Json | undefined;
      return here !== undefined && isJsonObject(here) ? own(here, step) : undefined;
    }, value);
}

function matchFaults(question: Written<'match'>, answers: ReadonlyMap<string, ProbeAnswer>): readonly string[] {
  return question.left.flatMap(({ id }) => {
    const met = question.right.filter(({ proof }) => proof !== undefined && meets(proof.expect, asJson(answers.get(id))));
    const partners = met.map((each) => each.id);
    return partners.length === 1 && partners[0] === question.pairs[id]
      ? []
      : [`${id} meets ${partners.join(' and ') || 'none'} of the right side: ${said(answers.get(id))}`];
  });
}

function fillInFaults(question: Written<'fill-in'>, proof: KeyProof, asking: Ask): readonly string[] {
  const [scenario] = proof.scenarios;
  if (scenario?.configuration === undefined || scenario.probe === undefined) return [];
  const { configuration, probe, read, expect } = scenario;
  if (read !== undefined) {
    const found = String(valueAt(asJson(asking(configuration, probe)), read));
    return question.accepted.map(normalised).includes(normalised(found)) ? [] : [`the engine answers ${found}`];
  }
  const met = (text: string) => meets(expect ?? {}, asJson(asking(configuration, withText(probe, text))));
  return [
    ...question.accepted.filter((text) => !met(text)).map((text) => `${text} is accepted and does not do it`),
    ...question.nearMisses.filter(({ when }) => met(when)).map(({ when }) => `${when} is a near miss and does it`),
  ];
}
