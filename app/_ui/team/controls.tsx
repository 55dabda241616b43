'use client';

import { useState } from 'react';
import { newKey } from '../client-key.ts';
import { Menu } from '../trace/menu.tsx';
import type { BoardView, InstructorAct, PollQuestion, PollView } from './view.ts';

interface Props {
  readonly view: BoardView;
  readonly questions: readonly PollQuestion[];
  readonly adversarial: readonly { readonly id: string; readonly title: string }[];
  readonly send: (act: InstructorAct) => void;
}

/** What an instructor does to the room: its pace, its clock, a message, a poll, two sides. */
export function Controls({ view, questions, adversarial, send }: Props) {
  return (
    <div className="board-controls">
      <Pace view={view} send={send} />
      <Clock view={view} send={send} />
      <Say said={view.said ?? ''} send={send} />
      <Polls polls={view.polls} questions={questions} send={send} />
      {adversarial.length > 0 && <Teams view={view} labs={adversarial} send={send} />}
    </div>
  );
}

type Send = Props['send'];

function Pace({ view, send }: { readonly view: BoardView; readonly send: Send }) {
  const [step, setStep] = useState(view.openUpTo ?? 0);
  return (
    <fieldset className="board-control">
      <legend>Pace</legend>
      <Menu
        className="field"
        label="Step"
        value={String(step)}
        onValue={(next) => setStep(Number(next))}
        options={view.steps.map((_, index) => String(index))}
        words={view.steps.map((each) => each.title)}
      />
      <div className="team-row">
        <button type="button" className="button" onClick={() => send({ kind: 'pace', upTo: step })}>
          Open up to it
        </button>
        <button type="button" className="button" onClick={() => send({ kind: 'pace' })}>
          Open all
        </button>
        <button type="button" className="button" onClick={() => send({ kind: 'push', step })}>
          Lead everybody there
        </button>
        <button
          type="button"
          className="button"
          disabled={view.revealed.includes(step)}
          onClick={() => send({ kind: 'reveal', step })}
        >
          {view.revealed.includes(step) ? 'Solutions are open' : 'Open its solutions'}
        </button>
      </div>
      <p className="small soft">
        {view.openUpTo === undefined ? 'All steps are open.' : `Open up to ${view.steps[view.openUpTo]?.title ?? ''}.`}
      </p>
    </fieldset>
  );
}

function Clock({ view, send }: { readonly view: BoardView; readonly send: Send }) {
  const [minutes, setMinutes] = useState(15);
  return (
    <fieldset className="board-control">
      <legend>Clock</legend>
      <label>
        Minutes{' '}
        <input
          className="field"
          type="number"
          min={1}
          max={480}
          value={minutes}
          onChange={(event) => setMinutes(Number(event.target.value))}
        />
      </label>
      <div className="team-row">
        <button type="button" className="button" onClick={() => send({ kind: 'timer', minutes })}>
          Set the clock
        </button>
        <button type="button" className="button" onClick={() => send({ kind: 'more-time', minutes: 5 })}>
          Five minutes more
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={view.isPaused}
          onClick={() => send({ kind: 'pause', on: !view.isPaused })}
        >
          {view.isPaused ? 'Go on' : 'Pause'}
        </button>
      </div>
    </fieldset>
  );
}

function Say({ said, send }: { readonly said: string; readonly send: Send }) {
  const [text, setText] = useState('');
  return (
    <fieldset className="board-control">
      <legend>Say to everybody</legend>
      <label>
        <span className="visually-hidden">Message</span>
        <input className="field" value={text} maxLength={500} onChange={(event) => setText(event.target.value)} />
      </label>
      <div className="team-row">
        <button
          type="button"
          className="button"
          disabled={text.trim() === ''}
          onClick={() => send({ kind: 'say', text: text.trim() })}
        >
          Say it
        </button>
        {said !== '' && (
          <button type="button" className="button" onClick={() => send({ kind: 'say', text: '' })}>
            Take it back
          </button>
        )}
      </div>
      {said !== '' && <p className="small">Said: {said}</p>}
    </fieldset>
  );
}

function Polls({
  polls,
  questions,
  send,
}: {
  readonly polls: readonly PollView[];
  readonly questions: readonly PollQuestion[];
  readonly send: Send;
}) {
  const [chosen, setChosen] = useState(questions[0]?.id ?? '');
  const question = questions.find((each) => each.id === chosen);
  return (
    <fieldset className="board-control">
      <legend>Ask the room</legend>
      <Menu
        className="field"
        label="Prediction"
        value={chosen}
        onValue={setChosen}
        options={questions.map((each) => each.id)}
        words={questions.map((each) => `${each.lesson}: ${each.question.slice(0, 80)}`)}
      />
      <button
        type="button"
        className="button"
        disabled={question === undefined}
        onClick={() =>
          question !== undefined &&
          send({ kind: 'poll', poll: newKey().slice(0, 40), question: question.question, options: question.options })
        }
      >
        Ask
      </button>
      {polls.toReversed().map((poll) => (
        <PollResult key={poll.id} poll={poll} send={send} />
      ))}
    </fieldset>
  );
}

export function PollResult({ poll, send }: { readonly poll: PollView; readonly send?: Send }) {
  return (
    <div className="poll">
      <p>{poll.question}</p>
      <table className="team-table">
        <tbody>
          {poll.options.map((option, index) => (
            <tr key={option}>
              <th scope="row">{option}</th>
              {poll.rounds.map((votes, round) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rounds have no other name than their place.
                <td key={round}>{votes[index] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {send !== undefined && (
        <div className="team-row">
          {poll.isOpen && (
            <button type="button" className="button" onClick={() => send({ kind: 'poll-close', poll: poll.id })}>
              Close
            </button>
          )}
          <button type="button" className="button" onClick={() => send({ kind: 'poll-again', poll: poll.id })}>
            Ask once more
          </button>
        </div>
      )}
    </div>
  );
}

interface TeamsProps {
  readonly view: BoardView;
  readonly labs: readonly { readonly id: string; readonly title: string }[];
  readonly send: Send;
}

function Teams({ view, labs, send }: TeamsProps) {
  const [lab, setLab] = useState(labs[0]?.id ?? '');
  const name = (seat: string) => view.rows.find((row) => row.seat === seat)?.name ?? '';
  return (
    <fieldset className="board-control">
      <legend>Red against blue</legend>
      <Menu
        className="field"
        label="Lab"
        value={lab}
        onValue={setLab}
        options={labs.map((each) => each.id)}
        words={labs.map((each) => each.title)}
      />
      <div className="team-row">
        <button type="button" className="button" disabled={view.rows.length < 2} onClick={() => send({ kind: 'teams', lab })}>
          Make pairs
        </button>
        {view.teams !== undefined && (
          <button type="button" className="button" onClick={() => send({ kind: 'swap' })}>
            Swap sides
          </button>
        )}
      </div>
      {view.teams !== undefined && (
        <p className="small">
          {view.teams.lab}: {view.teams.pairs.map((pair) => pair.map(name).join(' and ')).join(' · ')}
        </p>
      )}
    </fieldset>
  );
}
