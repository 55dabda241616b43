import type { BoardView, CellView, InstructorAct } from './view.ts';

interface Props {
  readonly view: BoardView;
  /** Absent where the grid is only looked at: then names are left out too. */
  readonly send?: (act: InstructorAct) => void;
}

const SIGNS = { 'not-started': '·', working: '…', tried: '', hinted: '?', solved: '✓' } as const;

/** Learner by step. A cell says its state by a sign and a colour, and in words to whoever cannot see either. */
export function Grid({ view, send }: Props) {
  if (view.rows.length === 0) return <p className="soft">{view.isOpen ? 'Nobody has joined yet.' : 'Nobody is in it.'}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="board-scroll" tabIndex={0} aria-label="Learners and steps">
      <table className="board-grid">
        <thead>
          <tr>
            <th scope="col">Learner</th>
            {view.steps.map((step, index) => (
              <th
                key={step.href}
                scope="col"
                className={view.openUpTo !== undefined && index > view.openUpTo ? 'is-shut' : ''}
                title={step.title}
              >
                <span>{step.short}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row, place) => (
            <tr key={row.seat} className={row.isIdle ? 'is-idle' : ''}>
              <th scope="row">
                {send === undefined ? `${place + 1}` : row.name}
                {row.handUp && <span className="board-hand"> hand up</span>}
                {row.isIdle && <span className="soft"> idle</span>}
              </th>
              {row.cells.map((cell, step) => (
                <td key={view.steps[step]?.href ?? step}>
                  <CellMark cell={cell} />
                  {send !== undefined && cell.state !== 'not-started' && (
                    <CellMenu seat={row.seat} name={row.name} step={step} title={view.steps[step]?.title ?? ''} send={send} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function CellMark({ cell }: { readonly cell: CellView }) {
  const state = cell.stuck === undefined ? cell.state : 'stuck';
  const word = state === 'tried' ? `tried ${cell.tries}` : state.replace('-', ' ');
  return (
    <span className={`cell cell-${state}`} title={cell.stuck ?? word}>
      <span aria-hidden="true">{state === 'stuck' ? '!' : cell.state === 'tried' ? cell.tries : SIGNS[cell.state]}</span>
      <span className="visually-hidden">{cell.stuck === undefined ? word : `stuck: ${cell.stuck}`}</span>
    </span>
  );
}

interface MenuProps {
  readonly seat: string;
  readonly name: string;
  readonly step: number;
  readonly title: string;
  readonly send: (act: InstructorAct) => void;
}

function CellMenu({ seat, name, step, title, send }: MenuProps) {
  return (
    <details className="cell-menu">
      <summary aria-label={`${name}, ${title}: more`}>⋯</summary>
      <div>
        <button type="button" className="button" onClick={() => send({ kind: 'show', seat, step })}>
          To the projector
        </button>
        <button type="button" className="button" onClick={() => send({ kind: 'reset', seat, step })}>
          Count anew from here
        </button>
      </div>
    </details>
  );
}
