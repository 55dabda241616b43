import { VERDICT_WORDS, type VerdictKind } from '../verdict/words.ts';
import type { TraceView } from './view.ts';

/** What somebody expects before a question is run: the verdict, and the question of the packet that decides it. */
export interface Guess {
  readonly verdict: VerdictKind;
  /** Empty where one was not sure. */
  readonly hop: string;
}

/** The question that decided a trace: the first gate that said no, or nothing. */
export const decidingGate = ({ gates }: Pick<TraceView, 'gates'>): string =>
  gates.find((gate) => gate.state === 'blocked')?.name ?? 'nothing';

/** Whether somebody expected what happened, and at the gate where it did. */
export const guessedRight = (
  guess: Guess,
  trace: Pick<TraceView, 'verdict' | 'gates'>,
): { readonly verdict: boolean; readonly hop: boolean } => ({
  verdict: guess.verdict === trace.verdict,
  hop: guess.hop === decidingGate(trace),
});

/** What was expected beside what happened, in one or two sentences. */
export function guessWords(guess: Guess, trace: TraceView): string {
  const { verdict, hop } = guessedRight(guess, trace);
  const [said, got] = [VERDICT_WORDS[guess.verdict], VERDICT_WORDS[trace.verdict]];
  const gate = decidingGate(trace);
  const by = gate === 'nothing' ? 'Nothing stopped it' : `The ${gate} decided`;
  const first = verdict ? `You expected ${said}, and so it was.` : `You expected ${said}; it was ${got}.`;
  if (hop) return `${first} ${by}, as you said.`;
  if (guess.hop === '') return `${first} ${by}.`;
  return `${first} ${by}${guess.hop === 'nothing' ? '' : `, not the ${guess.hop}`}.`;
}
