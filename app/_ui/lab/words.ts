/** What became of a submission. */
export const CLASS_WORDS = { passed: 'passed', failed: 'not yet', rejected: 'refused' } as const;
