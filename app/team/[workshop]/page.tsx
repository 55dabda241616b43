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
import { Danger } from '../../_ui/you/danger.tsx';
import '../../_ui/team/team.css';
import '../../_ui/you/you.css';
import { actOnRoom, deletePeopleOf, finishWorkshop, newPhraseFor, removeFromRoom, renameInRoom } from '../actions.ts';

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
          <a className="button" href={`/team/${room.id}/export/csv`} download>
            Table (CSV)
          </a>
          <a className="button" href={`/team/${room.id}/export/xapi`} download>
            Statements (xAPI)
          </a>
          <Link className="button" href={`/team/${room.id}/certificates`}>
            Certificates
          </Link>
          {isOpen && (
            <ActionForm action={finishWorkshop.bind(null, room.id)}>
              <button type="submit" className="button">
                End the workshop
              </button>
            </ActionForm>
          )}
        </div>
        <p role="status">
          {isOpen ? '' : 'This workshop has ended. '}
          {keptWords(room.deleteAt, Date.now())}
        </p>
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
        {(room.deleteAt === undefined || room.deleteAt > Date.now()) && (
          <section className="team-section">
            <h2>Delete everything personal</h2>
            <p>
              Names, seats, hands and votes of this workshop, and all that its guests did. Who made an account of himself, or sits
              in another workshop, keeps his own work. It cannot be taken back.
            </p>
            <Danger
              action={deletePeopleOf.bind(null, room.id)}
              word="Delete it now"
              confirm="Yes, end the workshop and delete it"
              before={`/team/${room.id}/export/csv`}
            />
          </section>
        )}
      </div>
    </Page>
  );
}

/** Until when names and work are kept. */
function keptWords(deleteAt: number | undefined, now: number): string {
  if (deleteAt === undefined) return 'What was done stays.';
  const day = new Date(deleteAt).toISOString().slice(0, 10);
  return deleteAt > now ? `Everything personal of it is deleted on ${day}.` : `Everything personal of it was deleted on ${day}.`;
}
