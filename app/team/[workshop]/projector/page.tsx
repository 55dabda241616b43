import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { themeNow } from '#server/page-data';
import { accountNow } from '#server/team/accounts';
import { siteNow } from '#server/team/address';
import { isTeam } from '#server/team/mode';
import { boardView, withoutNames } from '#server/team/room-views';
import { roomNow } from '#server/team/watch';
import { ownWorkshop } from '#server/team/workshops';
import { Page } from '../../../_ui/shell/page.tsx';
import { Projector } from '../../../_ui/team/projector.tsx';
import '../../../_ui/team/team.css';
import { workOf } from '../../actions.ts';

export const metadata: Metadata = { title: 'Projector' };

export default async function ProjectorPage({ params }: { readonly params: Promise<{ readonly workshop: string }> }) {
  const { workshop } = await params;
  const room = isTeam() ? await ownWorkshop(await accountNow(), workshop) : undefined;
  const now = room === undefined ? undefined : await roomNow(room.id);
  if (room === undefined || now === undefined) notFound();
  return (
    <Page theme={await themeNow()} crumbs={[{ title: room.title }]}>
      <Projector
        live={`/team/${room.id}/live?names=none`}
        first={withoutNames(boardView(now, Date.now()))}
        address={`${new URL(await siteNow()).host}/join`}
        workOf={workOf.bind(null, room.id)}
      />
    </Page>
  );
}
