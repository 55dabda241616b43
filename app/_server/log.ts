type Level = 'debug' | 'info' | 'warn' | 'error';

/** Put there by cli/prepare/log.mjs, which is loaded ahead of a server. */
const held = globalThis as { workbookLog?: (level: Level, fields: Readonly<Record<string, unknown>>) => void };

/** Says something in one line of JSON, where a server runs. Nothing that a learner typed, is called or may keep secret belongs in `fields`. */
export const log = (level: Level, fields: Readonly<Record<string, unknown>>): void => held.workbookLog?.(level, fields);

/** What of an error can be said: its kind and where it was thrown. Its message may hold what somebody typed. */
export function errorFields(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const at = (error.stack ?? '').split('\n').flatMap((line) => /^\s+at (.+)$/.exec(line)?.[1] ?? []);
  return { error: error.name, ...('code' in error ? { code: error.code } : {}), at: at.slice(0, 4) };
}
