'use client';

import { useEffect, useState } from 'react';
import { type Answer, told } from '../answer.ts';
import './board.css';
import { TimeLeft } from './clock.tsx';
import { PollResult } from './controls.tsx';
import { Grid } from './grid.tsx';
import { useLive } from './use-live.ts';
import type { BoardView, WorkView } from './view.ts';

interface Props {
  readonly live: string;
  readonly first: BoardView;
  readonly address: string;
  readonly workOf: (seat: string, step: number) => Promise<Answer<WorkView | undefined>>;
}

/** What stands on the wall: the code, the board without names, a poll, or the work that the instructor shows. */
export function Projector({ live, first, address, workOf }: Props) {
  const { view = first } = useLive<BoardView>(live);
  const work = useWork(view.shown?.seat, view.shown?.step, workOf);
  const closed = view.polls.findLast((poll) => !poll.isOpen);
  const open = view.polls.findLast((poll) => poll.isOpen);
  const solved = view.rows.reduce((sum, row) => sum + row.cells.filter((cell) => cell.state === 'solved').length, 0);
  return (
    <div className="projector">
      <h1>{view.title}</h1>
      <p>
        {address} <span className="projector-code">{view.code}</span>
      </p>
      {view.isPaused && <p role="status">Paused</p>}
      {view.endsAt !== undefined && <TimeLeft endsAt={view.endsAt} now={view.now} isPaused={view.isPaused} />}
      {view.said !== undefined && view.said !== '' && <p role="status">{view.said}</p>}
      {open !== undefined && (
        <section>
          <h2>{open.question}</h2>
          <p>
            {(open.rounds.at(-1) ?? []).reduce((sum, votes) => sum + votes, 0)} of {view.rows.length} have answered.
          </p>
        </section>
      )}
      {open === undefined && closed !== undefined && view.shown?.step === undefined && <PollResult poll={closed} />}
      {view.shown?.check !== undefined && (
        <p>
          {view.mostFailing?.step === view.shown.step && view.mostFailing?.check === view.shown.check
            ? `${view.mostFailing.failing} of ${view.mostFailing.of} miss this one: `
            : 'Look at this one: '}
          <strong>{view.shown.title}</strong>
        </p>
      )}
      {work !== undefined && <Work work={work} />}
      <p>
        {solved} of {view.rows.length * view.steps.length} steps are done.
      </p>
      <Grid view={view} />
    </div>
  );
}

function useWork(seat: string | undefined, step: number | undefined, workOf: Props['workOf']): WorkView | undefined {
  const [work, setWork] = useState<WorkView>();
  useEffect(() => {
    setWork(undefined);
    if (seat === undefined || step === undefined) return;
    let isHere = true;
    told(workOf(seat, step)).then(
      (found) => isHere && setWork(found),
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [seat, step, workOf]);
  return work;
}

function Work({ work }: { readonly work: WorkView }) {
  return (
    <section className="projector-work">
      <h2>{work.title}</h2>
      <ul>
        {work.checks.map((check) => (
          <li key={check.title}>
            {check.passed ? '✓' : '✗'} {check.title}
          </li>
        ))}
      </ul>
      {work.files.map((file) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <pre key={file.path} tabIndex={0}>
          {file.text}
        </pre>
      ))}
    </section>
  );
}
