import path from 'node:path';

/** Absolute path of the database inside the data folder `folder` (`WORKBOOK_DATA`). */
export const databaseFile = (folder: string): string => path.resolve(folder, 'workbook.db');

/** `file` as the `file:` address that libsql reads: forward slashes, and everything that an address gives a meaning escaped. */
export const databaseUrl = (file: string): string =>
  `file:${encodeURI(file.replaceAll('\\', '/')).replace(/[?#]/g, encodeURIComponent)}`;
