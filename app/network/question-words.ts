import { type From, principalWords, type Question } from './asks.ts';

const fromWords = ({ thing, group }: From): string => (group === '' ? `\`${thing}\`` : `\`${thing}\` with group \`${group}\``);

/** The question as a sentence. */
export function questionWords(question: Question): string {
  const from = fromWords(question.from);
  if (question.kind === 'send') return `Can ${from} reach \`${question.to}\`, port ${question.port}?`;
  const { action, resource, as, by } = question;
  return `${from} calls \`${action}\` on \`${resource}\` as ${principalWords(as)}${by === '' ? '' : `, by the name of \`${by}\``}`;
}
