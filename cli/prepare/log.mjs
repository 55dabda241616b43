// One line of JSON for each thing that happened. Loaded ahead of the server; what it logs has no names, texts, cookies, addresses or queries in it.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const LEVELS = /** @type {const} */ (['debug', 'info', 'warn', 'error', 'none']);
/** @typedef {typeof LEVELS[number]} Level */

/** From where on something is said: `WORKBOOK_LOG`; a team's server says each request, a person alone is told what is wrong. */
const from =
  LEVELS.indexOf(/** @type {Level} */ (process.env.WORKBOOK_LOG)) + 1 || (process.env.WORKBOOK_MODE === 'team' ? 2 : 3);

/**
 * Says `fields` in one line, if `level` is to be said.
 * @param {Exclude<Level, 'none'>} level
 * @param {Readonly<Record<string, unknown>>} fields
 */
export function log(level, fields) {
  if (LEVELS.indexOf(level) + 1 < from) return;
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, ...fields })}\n`);
}
/** @type {{ workbookLog?: typeof log }} */ (globalThis).workbookLog = log;

export const REQUEST_ID = 'x-request-id';
const QUIET = new Set(['/_next', '/health', '/ready', '/metrics', '/icon.svg']);

/**
 * Gives a request its id, for the answer and for whoever works on it, and says it when its answer has gone.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export function logRequest(request, response) {
  const began = performance.now();
  const given = process.env.WORKBOOK_URL === undefined ? undefined : request.headers[REQUEST_ID];
  const id = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomBytes(8).toString('hex');
  request.headers[REQUEST_ID] = id;
  response.setHeader(REQUEST_ID, id);
  const route = routeOf(request.url ?? '/');
  response.once('close', () => {
    const { statusCode: status } = response;
    const whole = response.writableFinished ? {} : { cut: true };
    const level = status >= 500 ? 'error' : QUIET.has(route) ? 'debug' : 'info';
    log(level, { request: id, method: request.method, route, status, ms: Math.round(performance.now() - began), ...whole });
  });
}

/** @type {readonly (readonly [RegExp, string])[] | undefined} */
let routes;

/**
 * The route that an address belongs to, as its folder is called: what stands in the place of `[x]` may be somebody's.
 * @param {string} url
 */
function routeOf(url) {
  const [address = '/'] = url.split('?');
  if (address.startsWith('/_next/')) return '/_next';
  routes ??= readRoutes();
  return routes.find(([pattern]) => pattern.test(address))?.[1] ?? 'none';
}

/** What is asked most often stands first: a name that is fixed before one that is not. */
function readRoutes() {
  try {
    const file = path.resolve(import.meta.dirname, '../../.next/app-path-routes-manifest.json');
    const known = [...new Set(Object.values(/** @type {Record<string, string>} */ (JSON.parse(readFileSync(file, 'utf8')))))];
    return known
      .toSorted((a, b) => Number(a.includes('[')) - Number(b.includes('[')))
      .map((route) => /** @type {const} */ ([patternOf(route), route]));
  } catch {
    // A development server has no list yet.
    return [];
  }
}

/** @param {string} route */
function patternOf(route) {
  const parts = route
    .replace(/[.*+?^${}()|\\]/g, '\\$&')
    .replace(/\[\\\.\\\.\\\.[^\]]+\]/g, '.+')
    .replace(/\[[^\]]+\]/g, '[^/]+');
  return new RegExp(`^${parts}/?$`);
}
