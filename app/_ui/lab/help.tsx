'use client';

import { useState } from 'react';
import type { SourceFile } from '#engine';
import { Text } from '../text.tsx';
import './lab-parts.css';
import type { AttemptView, HelpView, SolutionView } from './view.ts';

const RUNGS = ['Where to look', 'The principle', 'The next step', 'A worked step'];

/** The rungs that were taken, and the button for the next one. How many are left is not said: it makes people take them all. */
export function Hints({ help, busy, onNext }: { readonly help: HelpView; readonly busy: boolean; readonly onNext: () => void }) {
  return (
    <div className="help">
      {help.hints.length === 0 && <p className="soft">No hint taken. The first one says only where to look.</p>}
      <ol className="hints">
        {help.hints.map((hint, index) => (
          <li key={hint}>
            <h3>{RUNGS[index] ?? 'More'}</h3>
            <Text>{hint}</Text>
          </li>
        ))}
      </ol>
      {help.hintsLeft && (
        <button type="button" className="button" disabled={busy} onClick={onNext}>
          {help.hints.length === 0 ? 'Show a hint' : 'Show the next hint'}
        </button>
      )}
    </div>
  );
}

interface SolutionsProps {
  readonly help: HelpView;
  readonly busy: boolean;
  readonly onGiveUp: () => void;
  readonly onUse: (files: readonly SourceFile[]) => void;
}

/** Designs that meet the brief: shown after one's own passed, or after giving up, which is asked twice. */
export function Solutions({ help, busy, onGiveUp, onUse }: SolutionsProps) {
  const [asked, setAsked] = useState(false);
  if (help.solutions !== undefined) {
    return (
      <div className="help">
        {help.solutions.map((solution) => (
          <Solution key={solution.title} solution={solution} onUse={onUse} />
        ))}
      </div>
    );
  }
  if (!help.mayGiveUp) return <p className="help soft">Solutions open when your own has passed, or after the last hint.</p>;
  return (
    <div className="help">
      <p>
        Solutions open when your own has passed. You have seen every hint, so you may also look at them now; it is noted that you
        did.
      </p>
      {asked ? (
        <div className="help-row">
          <button type="button" className="button button-main" disabled={busy} onClick={onGiveUp}>
            Yes, show the solutions
          </button>
          <button type="button" className="button" onClick={() => setAsked(false)}>
            Not yet
          </button>
        </div>
      ) : (
        <button type="button" className="button" onClick={() => setAsked(true)}>
          Give up and look…
        </button>
      )}
    </div>
  );
}

function Solution({ solution, onUse }: { readonly solution: SolutionView; readonly onUse: SolutionsProps['onUse'] }) {
  return (
    <details className="solution">
      <summary>
        <strong>
          <Text>{solution.title}</Text>
        </strong>
      </summary>
      <Text>{solution.tradeOff}</Text>
      {solution.files.map((file) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <pre key={file.path} tabIndex={0}>
          <code>{file.text}</code>
        </pre>
      ))}
      <button type="button" className="button" onClick={() => onUse(solution.files)}>
        Put this into the editor
      </button>
    </details>
  );
}

const CLASS_WORDS = { passed: 'passed', failed: 'not yet', rejected: 'refused' } as const;

/** What was submitted, the newest first; each can come back into the editor. */
export function Attempts({
  attempts,
  onUse,
}: {
  readonly attempts: readonly AttemptView[];
  readonly onUse: SolutionsProps['onUse'];
}) {
  if (attempts.length === 0) return <p className="help soft">Nothing submitted yet.</p>;
  return (
    <table className="attempts">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Result</th>
          <th scope="col">Checks</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {attempts.map((attempt) => (
          <tr key={attempt.key}>
            <td>
              <time dateTime={new Date(attempt.at).toISOString()} suppressHydrationWarning>
                {new Date(attempt.at).toLocaleString()}
              </time>
            </td>
            <td>{CLASS_WORDS[attempt.class]}</td>
            <td>
              {attempt.passed} of {attempt.of}
            </td>
            <td>
              <button type="button" className="button button-plain" onClick={() => onUse(attempt.files)}>
                Restore this text
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
