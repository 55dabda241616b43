'use client';

import { useState } from 'react';
import { Text } from '../text.tsx';
import { Verdict } from '../verdict/verdict.tsx';
import type { Ask, Menus, TryView } from './view.ts';

/** Everything that somebody on a machine may try, with all the credentials that she has, and what got out. */
export function AttackLever({ ask, menus, version }: { readonly ask: Ask; readonly menus: Menus; readonly version: unknown }) {
  const [host, setHost] = useState(menus.hosts[0] ?? '');
  const [principals, setPrincipals] = useState(menus.principals);
  const [told, setTold] = useState<{ readonly tries: readonly TryView[]; readonly of: unknown } | undefined>();
  const run = async () => {
    const tries = await ask({ kind: 'attack', host, principals });
    if (tries !== undefined) setTold({ tries, of: version });
  };
  const toggle = (name: string) =>
    setPrincipals((before) => (before.includes(name) ? before.filter((each) => each !== name) : [...before, name]));
  return (
    <section className="lever" aria-labelledby="lever-attack">
      <h3 id="lever-attack">Be the attacker</h3>
      <div className="lever-row">
        <label>
          On{' '}
          <select value={host} onChange={(event) => setHost(event.target.value)}>
            {menus.hosts.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <span>with the credentials of</span>
        {menus.principals.map((each) => (
          <label key={each}>
            <input type="checkbox" checked={principals.includes(each)} onChange={() => toggle(each)} /> <code>{each}</code>
          </label>
        ))}
        <button type="button" className="button" onClick={() => void run()}>
          Try everything
        </button>
      </div>
      {told !== undefined && <Tries tries={told.tries} stale={told.of !== version} />}
    </section>
  );
}

const WHOSE = { own: 'own account', 'other account': 'another account', internet: 'the internet' } as const;
const MEANS = {
  default: 'usual name',
  endpoint: "endpoint's name",
  region: 'name in a Region',
  'dual-stack': 'dual-stack name',
  connection: 'connection',
};

function Tries({ tries, stale }: { readonly tries: readonly TryView[]; readonly stale: boolean }) {
  const out = tries
    .filter((each) => each.outcome === 'allowed')
    .toSorted((a, b) => Number(a.whose === 'own') - Number(b.whose === 'own'));
  const left = out.filter((each) => each.whose !== 'own');
  return (
    <div aria-live="polite">
      <p className="small">
        <strong>
          {left.length === 0 ? 'Nothing left the account.' : `${left.length} of ${tries.length} tries left the account.`}
        </strong>{' '}
        {out.length - left.length} reached what is the account&apos;s own.
        {stale && ' The text has changed since: try again.'}
      </p>
      {out.length > 0 && <TryTable tries={out} title="What got through" />}
      <details>
        <summary>What was stopped, and by what</summary>
        <TryTable tries={tries.filter((each) => each.outcome !== 'allowed')} title="What was stopped" />
      </details>
    </div>
  );
}

function TryTable({ tries, title }: { readonly tries: readonly TryView[]; readonly title: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <div className="tries" tabIndex={0}>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">Wanted</th>
            <th scope="col">Of</th>
            <th scope="col">As</th>
            <th scope="col">By</th>
            <th scope="col">Outcome</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {tries.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that is never changed.
            <tr key={index}>
              <td className="mono">{each.wanted}</td>
              <td>{WHOSE[each.whose]}</td>
              <td className="mono">{each.principal || '–'}</td>
              <td>
                {MEANS[each.means]} <span className="mono">{each.called}</span>
              </td>
              <td>
                <Verdict kind={each.verdict} word={each.word} />
              </td>
              <td>
                <Text>{each.stopped || `through ${each.through || 'nothing'}`}</Text>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
