import manifest from '../../package.json' with { type: 'json' };

/** Whether the workbook answers, and which version it is; asks no database. */
export const dynamic = 'force-dynamic';

export function GET(): Response {
  return Response.json({ ok: true, version: manifest.version }, { headers: { 'Cache-Control': 'no-store' } });
}
