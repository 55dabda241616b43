import type { Outcome } from '#engine';

/** How a verdict is shown: the five things that a program can see, a configuration that AWS refuses, and a remark. */
export const VERDICTS = ['allowed', 'denied', 'timeout', 'name-error', 'refused', 'rejected', 'advisory'] as const;
export type VerdictKind = (typeof VERDICTS)[number];

const OF_OUTCOME: Readonly<Record<Outcome, VerdictKind>> = {
  allowed: 'allowed',
  accessDenied: 'denied',
  connectionRefused: 'refused',
  timeout: 'timeout',
  nameError: 'name-error',
};

export const VERDICT_WORDS: Readonly<Record<VerdictKind, string>> = {
  allowed: 'allowed',
  denied: 'denied',
  timeout: 'timed out',
  'name-error': 'name not found',
  refused: 'connection refused',
  rejected: 'refused by AWS',
  advisory: 'remark',
};

/** The verdict that `outcome` is shown as. */
export const verdictOf = (outcome: Outcome): VerdictKind => OF_OUTCOME[outcome];

/** The outcome that `text` names, or undefined. */
export const outcomeOf = (text: unknown): Outcome | undefined =>
  typeof text === 'string' && Object.hasOwn(OF_OUTCOME, text) ? (text as Outcome) : undefined;
