import type { Evaluation } from '../probe/answer.ts';
/** Placeholder until the policy half of the engine lands here. */
export function decideCase(
  _input: unknown,
): (Evaluation & { id: string }) | { id: string; error: { code: string; message: string } } {
  return { id: '', evalDecision: 'allowed', layers: [], missingContextKeys: [] };
}
