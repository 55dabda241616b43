import { useId } from 'react';
import { Text } from '../text.tsx';
import './facts.css';
import type { FactView } from './view.ts';

/** A small mark in the prose that opens its row. */
export function FactMark({ fact }: { readonly fact: FactView }) {
  const id = useId();
  return (
    <>
      <button type="button" className="fact-mark" popoverTarget={id} aria-label={`Fact ${fact.id}: source and date`}>
        {fact.id}
      </button>
      <span popover="auto" id={id} className="fact-card" role="note">
        <FactWords fact={fact} />
      </span>
    </>
  );
}

/** The rows that a page or an answer rests on. */
export function FactList({ facts }: { readonly facts: readonly FactView[] }) {
  return (
    <ul className="fact-list">
      {facts.map((fact) => (
        <li key={fact.id}>
          <FactWords fact={fact} />
        </li>
      ))}
    </ul>
  );
}

/** The source stands there as text and not as a link: the workbook asks nothing of another origin, and one sees where it comes from. */
export function FactWords({ fact }: { readonly fact: FactView }) {
  return (
    <>
      <strong className="fact-id">{fact.id}</strong> <Text>{fact.claim}</Text>{' '}
      <span className="fact-source">
        {fact.source === '' ? `Follows from ${fact.by.join(', ')}` : fact.source}
        <br />
        {CONFIDENCE_WORDS[fact.confidence] ?? fact.confidence}, checked <time dateTime={fact.checked}>{fact.checked}</time>
      </span>
    </>
  );
}

const CONFIDENCE_WORDS: Readonly<Record<string, string>> = {
  documented: 'AWS documents it',
  observed: 'seen, not documented',
  api: "from AWS's API description",
  reasoning: 'our own reasoning',
  unverified: 'not verified',
};
