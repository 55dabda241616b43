import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { themeNow } from '#server/page-data';
import { accountNow } from '#server/team/accounts';
import { isTeam } from '#server/team/mode';
import { adversarialLabs, pollQuestions } from '#server/team/polls';
import { boardView } from '#server/team/room-views';
import { roomNow } from '#server/team/watch';
import { ownWorkshop } from '#server/team/workshops';
import { ActionForm } from '../../_ui/action-form.tsx';
import { Page } from '../../_ui/shell/page.tsx';
import { Board } from '../../_ui/team/board.tsx';
import '../../_ui/team/team.css';
import { actOnRoom, finishWorkshop, newPhraseFor, removeFromRoom, renameInRoom } from '../actions.ts';

export const metadata: Metadata = { title: 'Board' };

export default async function BoardPage({ params }: { readonly params: Promise<{ readonly workshop: string }> }) {
  const { workshop } = await params;
  const room = isTeam() ? await ownWorkshop(await accountNow(), workshop) : undefined;
  if (room === undefined) notFound();
  const [theme, now] = await Promise.all([themeNow(), roomNow(room.id)]);
  if (now === undefined) notFound();
  const isOpen = room.endedAt === undefined;
  return (
    <Page theme={theme} crumbs={[{ title: 'Workshops', href: '/team' }, { title: room.title }]}>
      <div className="team team-wide">
        <h1>{room.title}</h1>
        <div className="team-row">
          <span>
            Code <strong className="team-code">{room.code}</strong>
          </span>
          <Link className="button" href={`/team/${room.id}/card`}>
            Card to print
          </Link>
          <Link className="button" href={`/team/${room.id}/projector`} target="_blank">
            Projector
          </Link>
          <a className="button" href={`/team/${room.id}/export`} download>
            Table (CSV)
          </a>
          {isOpen && (
            <ActionForm action={finishWorkshop.bind(null, room.id)}>
              <button type="submit" className="button">
                End the workshop
              </button>
            </ActionForm>
          )}
        </div>
        {!isOpen && (
          <p role="status">
            This workshop has ended.{' '}
            {room.deleteAt === undefined
              ? 'What was done stays.'
              : `Everything personal of it is deleted on ${new Date(room.deleteAt).toISOString().slice(0, 10)}.`}
          </p>
        )}
        <Board
          live={`/team/${room.id}/live`}
          first={boardView(now, Date.now())}
          questions={pollQuestions(room)}
          adversarial={adversarialLabs()}
          act={actOnRoom.bind(null, room.id)}
          seatLimit={room.seatLimit}
          seatActs={{
            rename: renameInRoom.bind(null, room.id),
            remove: removeFromRoom.bind(null, room.id),
            renew: newPhraseFor.bind(null, room.id),
          }}
        />
      </div>
    </Page>
  );
}
