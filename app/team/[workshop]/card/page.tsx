import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { encode } from 'uqr';
import { themeNow } from '#server/page-data';
import { accountNow } from '#server/team/accounts';
import { siteNow } from '#server/team/address';
import { isTeam } from '#server/team/mode';
import { ownWorkshop } from '#server/team/workshops';
import { Page } from '../../../_ui/shell/page.tsx';
import { QrCode } from '../../../_ui/team/qr-code.tsx';
import '../../../_ui/team/team.css';

export const metadata: Metadata = { title: 'Card' };

export default async function CardPage({ params }: { readonly params: Promise<{ readonly workshop: string }> }) {
  const { workshop } = await params;
  const room = isTeam() ? await ownWorkshop(await accountNow(), workshop) : undefined;
  if (room === undefined) notFound();
  const base = await siteNow();
  const address = new URL(`/join?code=${room.code}`, base).href;
  return (
    <Page
      theme={await themeNow()}
      crumbs={[{ title: 'Workshops', href: '/team' }, { title: room.title, href: `/team/${room.id}` }, { title: 'Card' }]}
    >
      <div className="team-card">
        <h1>{room.title}</h1>
        <QrCode rows={encode(address).data} title={`QR code of ${address}`} />
        <p className="team-card-code">{room.code}</p>
        <p>
          Open <strong>{new URL('/join', base).href}</strong> and type the code.
        </p>
      </div>
    </Page>
  );
}
