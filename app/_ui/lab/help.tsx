'use client';

import { useEffect, useState } from 'react';
import type { SourceFile } from '#engine';
import { Text } from '../text.tsx';
import './lab-parts.css';
import { Differences } from './differences.tsx';
import type { AttemptView, ComparisonView, HelpView, SolutionView } from './view.ts';
import { CLASS_WORDS } from './words.ts';

const RUNGS = ['Where to look', 'The principle', 'The next step', 'A worked step'];

interface HintsProps {
  readonly help: HelpView;
  readonly busy: boolean;
  readonly onNext: () => void;
}

/** The rungs that were taken, and the button for the next one. How many are left is not said: it makes people take them all. */
export function Hints({ help, busy, onNext }: HintsProps) {
  const shut = useShut(help);
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
        <div className="help-row">
          <button type="button" className="button" disabled={busy || shut} onClick={onNext}>
            {help.hints.length === 0 ? 'Show a hint' : 'Show the next hint'}
          </button>
          {shut && <span className="soft">Try this one first: the next opens after you submit again, or in a moment.</span>}
        </div>
      )}
    </div>
  );
}

/** Whether the next hint is still shut; it opens by itself. */
function useShut(help: HelpView): boolean {
  const [opened, setOpened] = useState<HelpView | undefined>();
  useEffect(() => {
    if (help.nextHintIn === 0) return;
    const timer = setTimeout(() => setOpened(help), help.nextHintIn);
    return () => clearTimeout(timer);
  }, [help]);
  return help.nextHintIn > 0 && opened !== help;
}

interface SolutionsProps {
  readonly help: HelpView;
  readonly busy: boolean;
  readonly onGiveUp: () => void;
  /** The text that is in the editor now. */
  readonly mine: readonly SourceFile[];
  readonly compare: (theirs: readonly SourceFile[]) => Promise<ComparisonView>;
  readonly onUse: (files: readonly SourceFile[]) => void;
}

/** Designs that meet the brief: shown after one's own passed, or after giving up, which is asked twice. */
export function Solutions({ help, busy, onGiveUp, ...acts }: SolutionsProps) {
  const [asked, setAsked] = useState(false);
  if (help.solutions !== undefined) {
    return (
      <div className="help">
        {help.solutions.map((solution) => (
          <Solution key={solution.title} solution={solution} {...acts} />
        ))}
      </div>
    );
  }
  if (!help.mayGiveUp)
    return (
      <p className="help soft">Solutions open when your own has passed, after a few tries of your own, or after the last hint.</p>
    );
  return (
    <div className="help">
      <p>
        Solutions open when your own has passed. You have tried or seen every hint, so you may also look at them now; it is noted
        that you did.
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

function Solution({
  solution,
  mine,
  compare,
  onUse,
}: { readonly solution: SolutionView } & Pick<SolutionsProps, 'mine' | 'compare' | 'onUse'>) {
  return (
    <details className="solution">
      <summary>
        <strong>
          <Text>{solution.title}</Text>
        </strong>
      </summary>
      <Text>{solution.tradeOff}</Text>
      <Differences mine={mine} theirs={solution.files} compare={compare} />
      <details>
        <summary>The whole text</summary>
        {solution.files.map((file) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
          <pre key={file.path} tabIndex={0}>
            <code>{file.text}</code>
          </pre>
        ))}
      </details>
      <button type="button" className="button" onClick={() => onUse(solution.files)}>
        Put this into the editor
      </button>
    </details>
  );
}

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
