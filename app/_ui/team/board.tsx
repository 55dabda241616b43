'use client';

import { useState } from 'react';
import { type Answer, told, whyNot } from '../answer.ts';
import { newKey } from '../client-key.ts';
import './board.css';
import { TimeLeft } from './clock.tsx';
import { Controls, PollResult } from './controls.tsx';
import { Grid } from './grid.tsx';
import { Seats, type SeatsProps } from './seats.tsx';
import { useLive } from './use-live.ts';
import type { BoardView, InstructorAct, PollQuestion } from './view.ts';

interface Props {
  readonly live: string;
  readonly first: BoardView;
  readonly questions: readonly PollQuestion[];
  readonly adversarial: readonly { readonly id: string; readonly title: string }[];
  readonly act: (act: InstructorAct, key: string) => Promise<Answer<void>>;
  readonly seatLimit: number;
  readonly seatActs: Omit<SeatsProps, 'seats' | 'isOpen'>;
}

/** The room while it works: who is where, who needs help, and what an instructor does about it. */
export function Board({ live, first, questions, adversarial, act, seatLimit, seatActs }: Props) {
  const { view = first, isHeard } = useLive<BoardView>(live);
  const [fault, setFault] = useState<string>();
  const send = (what: InstructorAct) => {
    setFault(undefined);
    told(act(what, newKey())).catch((error) => setFault(whyNot(error) ?? 'That did not reach the server. Try again.'));
  };
  return (
    <div className="board">
      {!isHeard && (
        <p role="status" className="board-lost">
          The server is not heard. The board shows what it said last, and comes back by itself.
        </p>
      )}
      {fault !== undefined && <p role="alert">{fault}</p>}
      <Summary view={view} send={send} />
      <Grid view={view} send={send} />
      {view.isOpen ? (
        <Controls view={view} questions={questions} adversarial={adversarial} send={send} />
      ) : (
        view.polls.map((poll) => <PollResult key={poll.id} poll={poll} />)
      )}
      <h2>
        {view.rows.length} of {seatLimit} seats
      </h2>
      <Seats isOpen={view.isOpen} seats={view.rows.map(({ seat, name }) => ({ id: seat, name }))} {...seatActs} />
    </div>
  );
}

interface SummaryProps {
  readonly view: BoardView;
  readonly send: (act: InstructorAct) => void;
}

function Summary({ view, send }: SummaryProps) {
  const median = view.steps[view.medianStep];
  const hands = view.rows.filter((row) => row.handUp);
  const stuck = view.rows.flatMap((row) =>
    row.cells.flatMap((cell, step) =>
      cell.stuck === undefined ? [] : [{ row, words: cell.stuck, title: view.steps[step]?.title ?? '' }],
    ),
  );
  return (
    <div className="board-summary">
      <p>
        {view.rows.length === 1 ? '1 learner' : `${view.rows.length} learners`} · the middle one is at{' '}
        <strong>{median?.title ?? 'the end'}</strong>
        {view.isOpen && view.endsAt !== undefined && (
          <>
            {' '}
            · <TimeLeft endsAt={view.endsAt} now={view.now} isPaused={view.isPaused} />
          </>
        )}
      </p>
      {hands.length > 0 && <p role="status">Hands up: {hands.map((row) => row.name).join(', ')}</p>}
      {stuck.map(({ row, words, title }) => (
        <p key={`${row.seat}${title}`}>
          <strong>{row.name}</strong> seems stuck at {title}: {words}
        </p>
      ))}
      {view.slowest.length > 0 && (
        <p>Furthest behind: {view.slowest.map((seat) => view.rows.find((row) => row.seat === seat)?.name ?? '').join(', ')}</p>
      )}
      {view.shown !== undefined && (
        <p>
          On the projector: {view.shown.seat === undefined ? '' : 'somebody’s work at '}
          {view.shown.title}{' '}
          <button type="button" className="button" onClick={() => send({ kind: 'show' })}>
            Take it off
          </button>
        </p>
      )}
      {view.mostFailing !== undefined && (
        <p>
          {view.mostFailing.failing} of {view.mostFailing.of} at {view.steps[view.mostFailing.step]?.title} miss “
          {view.mostFailing.title}”{' '}
          <button
            type="button"
            className="button"
            onClick={() => send({ kind: 'show', step: view.mostFailing?.step, check: view.mostFailing?.check })}
          >
            Show this to the room
          </button>
        </p>
      )}
    </div>
  );
}
