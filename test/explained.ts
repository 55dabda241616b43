import { decideCase, type Explanation } from '#engine';

/** The explanation of a case that can be judged. */
export function explained(input: object): Explanation {
  const answer = decideCase({ ...input, explain: true });
  if ('error' in answer) throw new Error(answer.error.message);
  if (answer.explanation === undefined) throw new Error('no explanation');
  return answer.explanation;
}
