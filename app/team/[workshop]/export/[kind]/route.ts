import { csv } from '#engine';
import { type Download, download } from '#server/download';
import { accountNow } from '#server/team/accounts';
import { siteNow } from '#server/team/address';
import { isTeam } from '#server/team/mode';
import { roomRows } from '#server/team/room-rows';
import { roomStatements } from '#server/team/room-statements';
import { ownWorkshop, type WorkshopView } from '#server/team/workshops';

interface Context {
  readonly params: Promise<{ readonly workshop: string; readonly kind: string }>;
}

/** What the learners of a room did at its steps, in a form that another program reads. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { workshop, kind } = await params;
  const room = isTeam() ? await ownWorkshop(await accountNow(), workshop) : undefined;
  if (room === undefined) return new Response('There is no such workshop.\n', { status: 404 });
  const exported = await exportAs(kind, room);
  if (exported === undefined) return new Response('There is no such export: csv or xapi.\n', { status: 404 });
  return download(exported);
}

async function exportAs(kind: string, room: WorkshopView): Promise<Download | undefined> {
  const name = `workshop-${room.code}`;
  switch (kind) {
    case 'csv': {
      const { head, rows } = await roomRows(room.id);
      return { file: `${name}.csv`, type: 'text/csv; charset=utf-8', body: csv(head, rows) };
    }
    case 'xapi': {
      const statements = await roomStatements(room, await siteNow());
      return { file: `${name}-xapi.json`, type: 'application/json', body: JSON.stringify(statements, null, 2) };
    }
    default:
      return undefined;
  }
}
