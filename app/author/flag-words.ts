import type { Flag } from '#engine';

export const FLAG_WORDS: Readonly<Record<Flag, string>> = {
  'negative-discrimination': 'those who know more miss it more often: read the key again',
  'too-easy': 'nearly everybody is right',
  'too-hard': 'nearly everybody is wrong',
  'dead-distractor': 'an option that nobody takes',
};
