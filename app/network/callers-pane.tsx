'use client';

import { useId } from 'react';
import type { OpenedView } from './asks.ts';

interface Props {
  readonly callers: string;
  readonly opened: OpenedView;
  readonly onCallers: (callers: string) => void;
}

const EXAMPLE = `principals:
  AppRole:
    arn: arn:aws:iam::111122223333:role/app
    policies:
      - Statement: [{ Effect: Allow, Action: "s3:GetObject", Resource: "*" }]`;

/** Who calls: the principals that were read with the text, and a field for others, with boundaries, sessions and policies of an organization. */
export function CallersPane({ callers, opened, onCallers }: Props) {
  const [field, help] = [useId(), useId()];
  const { callers: known, unknownPolicies, callersFault } = opened;
  return (
    <details className="own-callers">
      <summary>Who calls: {known.length} principals</summary>
      <ul className="small">
        {known.map((each) => (
          <li key={each}>
            <code>{each}</code>
          </li>
        ))}
      </ul>
      {unknownPolicies.length > 0 && (
        <p className="small">
          These policies are attached, and their documents are not here, so that what they allow does not count:{' '}
          {unknownPolicies.join(', ')}.
        </p>
      )}
      <label htmlFor={field}>Principals that the text does not hold</label>
      <textarea
        id={field}
        className="own-callers-text"
        rows={8}
        value={callers}
        placeholder={EXAMPLE}
        spellCheck={false}
        aria-describedby={help}
        onChange={(event) => onCallers(event.target.value)}
      />
      <p id={help} className="small soft">
        YAML or JSON: one identity policy alone, or <code>principals</code> by name, each with its <code>arn</code>,{' '}
        <code>policies</code>, <code>permissionsBoundary</code>, <code>sessionPolicy</code> and <code>tags</code>; beside them{' '}
        <code>account</code>, <code>organizations</code>, <code>serviceControlPolicies</code> and{' '}
        <code>resourceControlPolicies</code>, as a world of the command line has them.
      </p>
      {callersFault !== '' && (
        <p className="small" role="alert">
          {callersFault}
        </p>
      )}
    </details>
  );
}
