'use client';

import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { whyNot } from '../answer.ts';
import { newKey } from '../client-key.ts';
import { journal, useLine } from '../journal/here.ts';
import { waitingWords } from '../journal/post.ts';
import { TimeLeft } from './clock.tsx';
import './room.css';
import { useLive } from './use-live.ts';
import type { LearnerAct, SeatRoomView } from './view.ts';

/** Hands and votes go one after the other. */
const LINE = 'room';

/** The room in which somebody sits, at the foot of every page: where it is, what was said, a hand to raise. Nothing where there is no room. */
export function RoomStrip() {
  const path = usePathname();
  const { view, isHeard } = useLive<SeatRoomView>('/room/live', path);
  const sending = useLine(LINE);
  const strip = useRoomBelow(view !== undefined);
  const [seen, setSeen] = useState(0);
  const [fault, setFault] = useState<string>();
  const here = view?.steps.findIndex((step) => step.href === path) ?? -1;
  useOpening(view?.steps[here]?.isOpen !== false);
  if (view === undefined) return null;
  const send = (what: LearnerAct, slot: string) => {
    const key = newKey();
    setFault(undefined);
    journal
      .record({ key, kind: 'room', args: [what, key], line: LINE, slot })
      .catch((error: unknown) => setFault(whyNot(error) ?? 'That is not taken.'));
  };
  return (
    <aside ref={strip} className="room" aria-label={`Workshop: ${view.title}`}>
      {view.isPaused && (
        <p className="room-line room-loud" role="status">
          Paused. Look up; what you have typed is safe, and nothing is submitted until the room goes on.
        </p>
      )}
      {here !== -1 && view.steps[here]?.isOpen === false && (
        <p className="room-line room-loud" role="status">
          The room is not here yet: this step opens later. What you type is kept, and nothing can be submitted.
        </p>
      )}
      {view.said !== undefined && view.said.event > seen && (
        <p className="room-line room-loud" role="status">
          {view.said.text}{' '}
          <button type="button" className="button" onClick={() => setSeen(view.said?.event ?? 0)}>
            Read
          </button>
        </p>
      )}
      <Pushed view={view} path={path} />
      {view.side !== undefined && (
        <p className="room-line">
          <span>
            You are <strong>{view.side.side}</strong> in {view.side.lab}
            {view.side.with.length > 0 && <>, with {view.side.with.join(' and ')}</>}
            {view.side.against.length > 0 && <>, against {view.side.against.join(' and ')}</>}:{' '}
            {view.side.side === 'red'
              ? 'plan the attacks, and say which way out you found.'
              : 'close every way out, and keep the work going.'}
          </span>
        </p>
      )}
      {view.poll !== undefined && <Vote key={`${view.poll.id}/${view.poll.round}`} poll={view.poll} send={send} />}
      {view.stuck !== undefined && !view.handUp && (
        <p className="room-line" role="status">
          {view.steps[view.stuck.step]?.title}: {view.stuck.words}. Take a hint, or{' '}
          <button type="button" className="button" onClick={() => send({ kind: 'hand', up: true }, 'hand')}>
            ask for help
          </button>
        </p>
      )}
      {fault !== undefined && (
        <p className="room-line" role="alert">
          {fault}
        </p>
      )}
      <p className="room-line">
        <strong>{view.title}</strong> <span>{view.name}</span>
        {view.endsAt !== undefined && <TimeLeft endsAt={view.endsAt} now={view.now} isPaused={view.isPaused} />}
        <NextStep view={view} here={here} />
        <button
          type="button"
          className="button"
          aria-pressed={view.handUp}
          onClick={() => send({ kind: 'hand', up: !view.handUp }, 'hand')}
        >
          {view.handUp ? 'Hand down' : 'Raise a hand'}
        </button>
        {sending.kind === 'unsent' && <span role="status">{waitingWords(sending.why)}</span>}
        {!isHeard && <span role="status">The room is not heard; work goes on and is kept.</span>}
      </p>
    </aside>
  );
}

/** Tells the page how high the strip is, so that nothing of a page that fills the window lies below it. */
function useRoomBelow(isThere: boolean): RefObject<HTMLElement | null> {
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const { style } = document.documentElement;
    const element = strip.current;
    if (!isThere || element === null) return;
    const observer = new ResizeObserver(() => style.setProperty('--room', `${element.offsetHeight}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--room');
    };
  }, [isThere]);
  return strip;
}

/** Draws the page anew when the step that it shows is opened. */
function useOpening(isOpen: boolean): void {
  const router = useRouter();
  const wasOpen = useRef(true);
  useEffect(() => {
    if (isOpen && !wasOpen.current) router.refresh();
    wasOpen.current = isOpen;
  }, [isOpen, router]);
}

/** Where the instructor leads everybody: said until one is there. */
function Pushed({ view, path }: { readonly view: SeatRoomView; readonly path: string }) {
  const step = view.pushed === undefined ? undefined : view.steps[view.pushed.step];
  const [left, setLeft] = useState(0);
  const event = view.pushed?.event ?? 0;
  useEffect(() => {
    if (step?.href === path) setLeft(event);
  }, [step, path, event]);
  if (step === undefined || left >= event || step.href === path) return null;
  return (
    <p className="room-line room-loud" role="status">
      The room goes on to <Link href={step.href}>{step.title}</Link>
    </p>
  );
}

function NextStep({ view, here }: { readonly view: SeatRoomView; readonly here: number }) {
  const next = view.steps.findIndex((step, index) => step.isOpen && !step.isSolved && index !== here);
  const step = view.steps[next];
  if (step === undefined) return <span>{view.steps.every((each) => each.isSolved) ? 'All steps are done.' : ''}</span>;
  return (
    <span>
      Next: <Link href={step.href}>{step.title}</Link>
    </span>
  );
}

interface VoteProps {
  readonly poll: NonNullable<SeatRoomView['poll']>;
  readonly send: (act: LearnerAct, slot: string) => void;
}

function Vote({ poll, send }: VoteProps) {
  const [chosen, setChosen] = useState<number>();
  return (
    <fieldset className="room-poll">
      <legend>
        {poll.question} {poll.round > 1 && <em>Once more, after you talked.</em>}
      </legend>
      {poll.options.map((option, index) => (
        <label key={option}>
          <input
            type="radio"
            name={`poll-${poll.id}`}
            checked={chosen === index}
            onChange={() => {
              setChosen(index);
              send({ kind: 'vote', poll: poll.id, option: index, round: poll.round }, `vote/${poll.id}/${poll.round}`);
            }}
          />{' '}
          {option}
        </label>
      ))}
    </fieldset>
  );
}
