import { describedAccounts } from '../describe/describe.ts';

export { isDescribed } from '../describe/describe.ts';

import type { ConfigurationInput } from './configuration.ts';
import type { ParsedConfiguration } from './open.ts';

/** What an account describes, read: every file of `input` is output of `aws … describe-*` commands. `openParsed` goes on from here. */
export function parseDescribed(
  input: Pick<ConfigurationInput, 'files' | 'world' | 'catalogue' | 'specification'>,
): ParsedConfiguration {
  const { sources, world, states, diagnostics } = describedAccounts(input.files, input.world);
  return { format: 'describe', input: { ...input, world }, sources, states, diagnostics };
}
