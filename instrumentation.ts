import type { Instrumentation } from 'next';

/** So long after the start the course is read: the server has said by then that it is there, and the first page does not wait for it. */
const READ_AHEAD_MS = 300;

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { contentOf } = await import('./app/_server/content.ts');
  setTimeout(() => {
    contentOf();
    void collect();
  }, READ_AHEAD_MS).unref();
}

/** Gives back at once what reading the course took for a moment: otherwise the process keeps twice its size. */
async function collect(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  const { runInNewContext } = await import('node:vm');
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** What was thrown while a request was worked on, in one line with the id of the request. */
export const onRequestError: Instrumentation.onRequestError = async (error, { method, headers }, { routePath, routeType }) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { errorFields, log } = await import('./app/_server/log.ts');
  const { faultIn } = await import('./app/_server/database-fault.ts');
  const fault = faultIn(error);
  const where = { request: headers['x-request-id'], method, route: routePath, kind: routeType };
  log('error', { ...where, ...errorFields(error), ...(fault === undefined ? {} : { fault }) });
};
