import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ACTIONS, PAGES, PERSONAS, type Persona, ROUTES, type World } from './permissions.ts';
import { type Cast, castOf, fingerprint, SECRET } from './permissions-cast.ts';
import { temporaryDatabase } from './temporary-database.ts';

/** The browser of whoever acts: what it sends, and what it is told to keep. */
const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (browser.jar.has(name) ? { value: browser.jar.get(name) } : undefined),
    set: (name: string, value: string) => browser.jar.set(name, value),
    delete: (name: string) => browser.jar.delete(name),
  }),
  headers: async () =>
    new Headers({
      host: '127.0.0.1:3000',
      'x-forwarded-for': '198.51.100.7',
      'x-workbook-peer': '198.51.100.7',
      cookie: [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; '),
    }),
}));
class Leaves extends Error {
  readonly to: string;
  constructor(to: string) {
    super(`leaves for ${to}`);
    this.to = to;
  }
}
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw new Leaves(to);
  },
  notFound: () => {
    throw new Leaves('not found');
  },
  usePathname: () => '/',
  useRouter: () => ({}),
}));

const APP = path.resolve(import.meta.dirname, '../app');
const filesNamed = (...names: readonly string[]) =>
  readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => names.includes(path.posix.basename(file)) && !file.startsWith('_'))
    .toSorted();
const load = (file: string): Promise<Record<string, unknown>> => import(/* @vite-ignore */ path.join(APP, file));

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
let cast: Cast;
beforeAll(async () => {
  vi.stubEnv('WORKBOOK_MODE', 'team');
  temporary = await temporaryDatabase();
  cast = await castOf();
}, 120_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await temporary.remove();
});
let world: World;
/** Whether somebody may have changed something since everything was made anew. */
let isTouched = true;
beforeEach(async () => {
  if (isTouched) world = await cast.anew();
  isTouched = false;
}, 60_000);

const isRefused = (value: unknown): boolean => typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;

/** What came of it for `persona`: the value as text, or why there was none. */
async function outcome(persona: Persona, act: () => unknown): Promise<{ readonly refused: boolean; readonly text: string }> {
  browser.jar = new Map(Object.entries(cast.cookiesOf[persona]));
  try {
    const value = await act();
    if (value instanceof Response) {
      const refused = value.status >= 400 || value.status === 204 || value.headers.get('location') === '/sign-in';
      const isStream = value.headers.get('content-type')?.startsWith('text/event-stream');
      if (isStream) await value.body?.cancel();
      return { refused, text: isStream ? '' : await value.text() };
    }
    return { refused: isRefused(value), text: JSON.stringify(value) ?? '' };
  } catch (error) {
    // Whatever else is thrown would be answered with 500: a refusal never is.
    if (!(error instanceof Leaves)) throw error;
    return { refused: ['not found', '/sign-in', '/exam'].includes(error.to), text: error.to };
  }
}

const exportsOf = async (files: readonly string[], isOne: (name: string) => boolean) =>
  (await Promise.all(files.map(async (file) => Object.keys(await load(file)).map((name) => `${file}#${name}`))))
    .flat()
    .filter((name) => isOne(name.split('#')[1] ?? ''))
    .toSorted();

describe('the table names everything that can be asked of the server', () => {
  test('every server action', async () =>
    expect(Object.keys(ACTIONS).toSorted()).toEqual(await exportsOf(filesNamed('actions.ts'), () => true)));
  test('every route handler', async () =>
    expect(Object.keys(ROUTES).toSorted()).toEqual(await exportsOf(filesNamed('route.ts'), (name) => /^[A-Z]+$/.test(name))));
  test('every page', () => expect(Object.keys(PAGES).toSorted()).toEqual(filesNamed('page.tsx')));
});

test('what nobody may says why', () => {
  for (const [name, row] of Object.entries({ ...ACTIONS, ...ROUTES }))
    expect([name, row.may.length === 0]).toEqual([name, row.why !== undefined]);
});

const rows = Object.entries({ ...ACTIONS, ...ROUTES }).flatMap(([name, row]) =>
  PERSONAS.map((persona) => ({ name, row, persona, may: row.may.includes(persona) })),
);

describe('each gets what is his', () => {
  test.each(rows)('$name asked by $persona: $may', async ({ name, row, persona, may }) => {
    const [file = '', exported = ''] = name.split('#');
    const call = (await load(file))[exported] as (...args: readonly unknown[]) => unknown;
    const before = await fingerprint(cast);
    isTouched = may;
    const { refused, text } = await outcome(persona, () => call(...row.sends(world)));
    expect({ refused, text: may ? text : '' }).toEqual({ refused: !may, text: may ? text : '' });
    if (!row.seesGuest.includes(persona)) expect(text).not.toContain(SECRET);
    if (!row.changesGuest.includes(persona)) expect(await fingerprint(cast)).toEqual(before);
  });

  test.each(
    Object.entries(PAGES).flatMap(([file, { may, params }]) =>
      may === 'admitted' || may === 'everybody'
        ? []
        : PERSONAS.map((persona) => ({ file, persona, params, may: may.includes(persona) })),
    ),
  )('the page $file opened by $persona: $may', async ({ file, persona, params, may }) => {
    const page = (await load(file)).default as (props: unknown) => unknown;
    const given = { params: Promise.resolve(params?.(world) ?? {}), searchParams: Promise.resolve({}) };
    expect((await outcome(persona, async () => void (await page(given)))).refused).toBe(!may);
  });
});

describe('what stands before every page', () => {
  const ADMITTED: readonly Persona[] = ['guest', 'otherGuest', 'account', 'instructor', 'otherInstructor', 'admin'];
  const addressOf = (file: string) => `/${file.replace(/\/?page\.tsx$/, '').replaceAll(/\[\w+\]/g, 'x')}`;
  test.each(Object.entries(PAGES).flatMap(([file, { may }]) => PERSONAS.map((persona) => ({ file, may, persona }))))(
    '$file answers $persona only when it is open or he is known',
    async ({ file, may, persona }) => {
      const { proxy } = await import('../proxy.ts');
      const { NextRequest } = await import('next/server');
      const cookie = Object.entries(cast.cookiesOf[persona]).map(([name, value]) => `${name}=${value}`);
      const headers = { host: '127.0.0.1:3000', cookie: cookie.join('; ') };
      const answer = await proxy(new NextRequest(`http://127.0.0.1:3000${addressOf(file)}`, { headers }));
      expect(answer.status).toBe(may === 'everybody' || ADMITTED.includes(persona) ? 200 : 303);
    },
  );
});
