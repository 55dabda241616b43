/** What a server can do about its database, in words without a row of it. */
export type DatabaseFault = 'busy' | 'full' | 'damaged' | 'cannot be written' | 'does not answer';

const FAULTS: readonly (readonly [RegExp, DatabaseFault])[] = [
  [/SQLITE_BUSY|SocketTimeout|database is (?:locked|busy)|timed? ?out/i, 'busy'],
  [/SQLITE_FULL|disk is full|database is full|ENOSPC/i, 'full'],
  [/SQLITE_(?:CORRUPT|NOTADB)|malformed|not a database|database is damaged/i, 'damaged'],
  [/SQLITE_(?:READONLY|CANTOPEN|IOERR|PERM)|readonly|disk I\/O|unable to open/i, 'cannot be written'],
];

/** Which fault of the database an error of the driver tells of; undefined where it tells of none. */
export function faultIn(error: unknown): DatabaseFault | undefined {
  const text = error instanceof Error ? `${error.name} ${error.message} ${JSON.stringify(error.cause ?? '')}` : String(error);
  return FAULTS.find(([pattern]) => pattern.test(text))?.[1];
}
