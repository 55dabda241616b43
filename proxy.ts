import { type NextRequest, NextResponse } from 'next/server';
import { isActionCall, isReadableCall } from './app/_server/action-call.ts';

/**
 * What stands before every request: only names of this machine are answered (or those in `WORKBOOK_HOSTS`), only its own pages may
 * send anything, and each page gets a Content-Security-Policy with a nonce of its own, which Next puts on the scripts that it writes.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const refusal = refusalOf(request);
  if (refusal !== undefined) return secured(refusal);
  if (request.nextUrl.pathname.startsWith('/_next/static/')) {
    const asset = secured(NextResponse.next());
    asset.headers.set('Content-Security-Policy', ASSET_POLICY);
    return asset;
  }
  if (isActionCall(request) && !(await isReadableCall(request)))
    return secured(new NextResponse('No page of the workbook sends this.\n', { status: 400 }));
  if (await mustJoinFirst(request)) return secured(NextResponse.redirect(joinPage(request), 303));
  const policy = pagePolicy(btoa(crypto.randomUUID()));
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  const response = secured(NextResponse.next({ request: { headers } }));
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** Workers are scripts with a policy of their own: they load from here and nowhere else. A nonce would mean nothing in them. */
const ASSET_POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

/** Styles are allowed inline, for the editor writes its own; scripts are not. */
function pagePolicy(nonce: string): string {
  const development = process.env.NODE_ENV !== 'production';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ');
}

function secured(response: NextResponse): NextResponse {
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('X-Frame-Options', 'DENY');
  response.headers.set('Referrer-Policy', 'same-origin');
  response.headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  response.headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  response.headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  if (process.env.WORKBOOK_URL?.startsWith('https:')) response.headers.set('Strict-Transport-Security', 'max-age=31536000');
  return response;
}

/** The answer to a request that is not for us or not from us. */
function refusalOf(request: NextRequest): NextResponse | undefined {
  const host = request.headers.get('host') ?? '';
  if (!isOurs(nameIn(host)))
    return new NextResponse(
      'This workbook answers only under the names of the machine that it runs on. Open http://127.0.0.1 with its port, or add the name to WORKBOOK_HOSTS.\n',
      { status: 421 },
    );
  if (!isReadable(request.nextUrl.pathname)) return new NextResponse('This is no address.\n', { status: 400 });
  if (!SAFE_METHODS.has(request.method) && !isFromOurPage(request, host))
    return new NextResponse('Only a page of the workbook itself may send this.\n', { status: 403 });
  return undefined;
}

/** Whether the parts of an address can be decoded: Next answers 500 where they cannot. */
function isReadable(pathname: string): boolean {
  try {
    return decodeURIComponent(pathname) !== '';
  } catch {
    return false;
  }
}

/** What somebody reaches in a team who has not joined and is not signed in. */
const OPEN = /^\/(?:join|recover|sign-in|setup|health|ready|metrics|room|record|api\/auth|_next|icon)(?:[/.?]|$)/;

/** In a team the course is for who has joined. Whose a cookie is the database says; a person alone is never asked. */
async function mustJoinFirst(request: NextRequest): Promise<boolean> {
  if (process.env.WORKBOOK_MODE !== 'team' || OPEN.test(request.nextUrl.pathname)) return false;
  const { isAdmitted } = await import('./app/_server/team/admitted.ts');
  return !(await isAdmitted((name) => request.cookies.get(name)?.value, request.headers));
}

function joinPage(request: NextRequest): URL {
  const page = request.nextUrl.clone();
  page.pathname = '/join';
  page.search = '';
  return page;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether we answer under `name`. A page elsewhere can let its own name lead to this machine (DNS rebinding); its requests still carry
 * that name. Who serves a network (`HOST`) and names no hosts is reached under any name.
 */
function isOurs(name: string | undefined): boolean {
  if (name === undefined) return false;
  const serving = process.env.HOST ?? '127.0.0.1';
  const added = (process.env.WORKBOOK_HOSTS ?? '').split(',').flatMap((each) => nameIn(each.trim()) ?? []);
  const servesNetwork = !LOOPBACK.includes(serving.includes(':') ? `[${serving}]` : serving.toLowerCase());
  if (servesNetwork && added.length === 0) return true;
  return LOOPBACK.includes(name) || added.includes(name);
}

/** The name in a Host header, without its port; undefined when it is not one. */
const nameIn = (host: string): string | undefined => /^(\[[\da-f:.]+\]|[\w.-]+)(?::\d+)?$/.exec(host.toLowerCase())?.[1];

/** Browsers say where a request comes from; other programs say nothing, and carry no cookie of somebody else either. */
function isFromOurPage(request: NextRequest, host: string): boolean {
  // Next compares with this one where it is there, and fails where they differ.
  if ((request.headers.get('x-forwarded-host') ?? host).toLowerCase() !== host.toLowerCase()) return false;
  const origin = request.headers.get('origin');
  if (origin !== null) return URL.canParse(origin) && isSameHost(new URL(origin).host, host);
  const site = request.headers.get('sec-fetch-site');
  return site === null || site === 'same-origin' || site === 'none';
}

const isSameHost = (origin: string, host: string): boolean => origin === host.toLowerCase();
