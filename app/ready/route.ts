import { databaseAnswers } from '#server/database-state';

/** Whether the workbook can work: its database answers, and takes writes. For whoever sends people here. */
export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const fault = await databaseAnswers();
  const headers = { 'Cache-Control': 'no-store' };
  return fault === undefined
    ? Response.json({ ok: true }, { headers })
    : Response.json({ ok: false, fault }, { status: 503, headers });
}
