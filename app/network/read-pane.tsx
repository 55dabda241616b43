'use client';

import type { Span } from '#engine';
import { FaultList } from '../_ui/editor/fault-list.tsx';
import type { OpenedView } from './asks.ts';
import type { Reading } from './use-network.ts';

interface Props extends Reading {
  readonly several: boolean;
  readonly onLine: (span: Span) => void;
}

const FORMATS: Readonly<Record<OpenedView['format'], string>> = {
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
  describe: 'What an account describes',
};

/** What was read, what of it is not simulated, and everything that is to be said about the text. */
export function ReadPane({ opened, state, fault, several, onLine }: Props) {
  if (state === 'empty')
    return (
      <section className="own-read own-empty" aria-label="What was read">
        <h2>Nothing here yet</h2>
        <p className="soft">
          The map, the questions and the remarks appear as soon as there is a text. To gather what an account has, run{' '}
          <code>cli/collect.sh</code>, which prints the read-only commands, and drop the folder that they fill here.
        </p>
      </section>
    );
  return (
    <section className="own-read" aria-label="What was read" aria-busy={state === 'reading'}>
      <h2>What was read</h2>
      <p role="status">{stateWords(state, fault, opened)}</p>
      {opened !== undefined && (
        <>
          <NotSimulated opened={opened} />
          <FaultList
            faults={opened.faults}
            several={several}
            onJump={(file, line) => onLine({ file, start: { line, column: 1 }, end: { line, column: 1 } })}
            onFix={NOTHING}
          />
        </>
      )}
    </section>
  );
}

const NOTHING = (): void => undefined;

function stateWords(state: Reading['state'], fault: string, opened: OpenedView | undefined): string {
  if (state === 'stopped')
    return 'Reading this took longer than fifteen seconds, so it was stopped. Is there less that would show the same?';
  if (state === 'broken') return `This could not be read because of a fault of ours: ${fault}`;
  if (opened === undefined) return 'Reading…';
  const { format, resources, simulated, loaded } = opened;
  const counts = `${FORMATS[format]}: ${resources} ${resources === 1 ? 'resource' : 'resources'}, ${simulated} simulated.`;
  return loaded ? counts : `${counts} It did not become a network: the errors below say why.`;
}

function NotSimulated({ opened }: { readonly opened: OpenedView }) {
  if (opened.unsupported.length === 0) return null;
  return (
    <details className="own-unsupported" open={opened.unsupported.length <= 4}>
      <summary>Not simulated: {opened.unsupported.reduce((sum, { count }) => sum + count, 0)}</summary>
      <ul>
        {opened.unsupported.map(({ type, count, effect }) => (
          <li key={type}>
            <code>{type}</code> × {count}: {effect}
          </li>
        ))}
      </ul>
    </details>
  );
}
