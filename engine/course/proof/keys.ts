import { type Diagnostic, errorAt, type Span } from '../../diagnostic.ts';
import type { Json } from '../../json.ts';
import { type Asking, ask } from '../ask.ts';
import { differences } from '../expect.ts';
import { type HotspotQuestion, listShown, thingIn, thingsIn } from '../hotspot.ts';
import { keyProofFaults } from '../key-proof.ts';
import { keyOf } from '../mark.ts';
import type { PredictQuestion, WrittenKeyQuestion } from '../question.ts';

/** A key that the engine derives must be one option and no more. */
export function keyFaults(question: PredictQuestion, at: Span, asking: Asking): readonly Diagnostic[] {
  const key = keyOf(question, (configuration, probe) => ask(asking, configuration, probe));
  if (key.kind !== 'options' || (key.correct.length === 1 && key.answer?.error === undefined)) return [];
  const said = JSON.stringify(
    differences(Object.assign({}, ...question.options.map((each) => each.answer)), key.answer as unknown as Json).actual,
  );
  const count = key.correct.length === 0 ? 'no option matches' : `options ${key.correct.join(', ')} match`;
  return [errorAt('PREDICT_KEY', `${question.id}: ${count} what the engine answers (${said}): exactly one must.`, at)];
}

/** What may be chosen is on the drawing, every row of a list may be chosen, and exactly one of them is the key. */
export function hotspotFaults(question: HotspotQuestion, at: Span, asking: Asking): readonly Diagnostic[] {
  const things = thingsIn(question);
  const ids = question.options.map((each) => each.id);
  const strange = ids.filter((id) => !things.has(id));
  const left = (listShown(question)?.rows ?? []).filter((row) => !ids.includes(row.id));
  const key = keyOf(question, (configuration, probe) => ask(asking, configuration, probe));
  const found = key.kind === 'options' && key.answer !== undefined ? thingIn(question, key.answer) : question.answer;
  const wrongKey =
    key.kind === 'options' && key.correct.length === 1
      ? []
      : [
          errorAt(
            'PREDICT_KEY',
            `${question.id}: the engine points at ${found ?? 'nothing'}: exactly one option must be it.`,
            at,
          ),
        ];
  return [
    ...strange.map((id) =>
      errorAt('UNKNOWN_THING', `${question.id}: the configuration holds no \`${id}\` that could be chosen.`, at),
    ),
    ...left.map(({ id }) =>
      errorAt('ROW_WITHOUT_REASON', `${question.id}: the row ${id} is shown and no option: give its reason.`, at),
    ),
    ...(question.list !== undefined && listShown(question) === undefined
      ? [
          errorAt(
            'UNKNOWN_THING',
            `${question.id}: \`${question.list}\` is no route table, security group or network ACL here.`,
            at,
          ),
        ]
      : []),
    ...wrongKey,
  ];
}

/** A written key must be what the engine derives from the scenarios beside it. */
export function provedFaults(question: WrittenKeyQuestion, at: Span, asking: Asking): readonly Diagnostic[] {
  return keyProofFaults(question, (configuration, probe) => ask(asking, configuration, probe)).map((fault) =>
    errorAt('PROOF_KEY', `${question.id}: ${fault}: correct the key or its proof.`, at),
  );
}
