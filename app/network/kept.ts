import type { NetworkText, Question } from './asks.ts';

/** A network with its questions, as this device keeps it and as a file shares it. */
export interface KeptNetwork extends NetworkText {
  readonly questions: readonly Question[];
}

const FORMAT = 'privatelink-workbook/network/1';
const KEY = 'workbook/network';

/** The file in which a network and its questions are shared. */
export const sharedText = (network: KeptNetwork): string => `${JSON.stringify({ format: FORMAT, ...network }, null, 2)}\n`;

/** What a shared file holds; undefined for any other text. */
export function sharedIn(text: string): KeptNetwork | undefined {
  if (!text.includes(FORMAT)) return undefined;
  try {
    const read = JSON.parse(text) as Partial<KeptNetwork> & { readonly format?: unknown };
    if (read.format !== FORMAT || !Array.isArray(read.files)) return undefined;
    const files = read.files.filter((file) => typeof file?.path === 'string' && typeof file.text === 'string');
    const questions = Array.isArray(read.questions) ? read.questions.filter(isQuestion) : [];
    const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
    return { files, region: textOf(read.region), callers: textOf(read.callers), questions };
  } catch {
    return undefined;
  }
}

function isQuestion(value: unknown): value is Question {
  const { kind, from } = (value ?? {}) as Partial<Question>;
  return (kind === 'send' || kind === 'call') && typeof from?.thing === 'string' && typeof from.group === 'string';
}

/** Keeps the network on this device; false where it is too large or storage is forbidden, which must be said. */
export function keep(network: KeptNetwork): boolean {
  try {
    localStorage.setItem(KEY, sharedText(network));
    return true;
  } catch {
    return false;
  }
}

/** The network that this device kept last. */
export function kept(): KeptNetwork | undefined {
  try {
    return sharedIn(localStorage.getItem(KEY) ?? '');
  } catch {
    return undefined;
  }
}
