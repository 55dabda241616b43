'use client';

import { Text } from '../text.tsx';
import { Verdict } from '../verdict/verdict.tsx';
import { AttackLever } from './attack.tsx';
import { PriceLever } from './price.tsx';
import { useAnswer } from './use-answer.ts';
import { type Ask, type CheckUnder, type Circumstances, type Designs, isNormal, type Menus, NORMAL } from './view.ts';
import './levers.css';

interface LeversProps {
  readonly ask: Ask;
  readonly under: Circumstances;
  readonly onUnder: (under: Circumstances) => void;
  readonly designs: Designs;
  /** Checks of which it is to be said first what will happen: their outcomes are not told here either. */
  readonly veiled: readonly string[];
  /** Changes whenever the text was judged again. */
  readonly version: unknown;
}

/** What can be done to a network beside editing it: let a zone fail, go back before an acceptance, pay, attack. */
export function Levers({ ask, under, onUnder, designs, veiled, version }: LeversProps) {
  const menus = useAnswer<Menus>(() => ask({ kind: 'menus' }), version);
  const rows = useAnswer<readonly CheckUnder[]>(() => ask({ kind: 'checks', under }), version, under);
  if (menus === undefined) return <p className="help soft">Nothing is judged yet.</p>;
  const toggleZone = (zone: string) =>
    onUnder({
      ...under,
      zones: under.zones.includes(zone) ? under.zones.filter((each) => each !== zone) : [...under.zones, zone],
    });
  const toggleState = (id: string) => {
    const { [id]: before, ...rest } = under.states;
    onUnder({ ...under, states: before === undefined ? { ...under.states, [id]: 'pendingAcceptance' } : rest });
  };
  return (
    <div className="levers">
      <section className="lever" aria-labelledby="lever-what-if">
        <h3 id="lever-what-if">What if</h3>
        <div className="lever-row">
          {menus.zones.map((zone) => (
            <label key={zone}>
              <input type="checkbox" checked={under.zones.includes(zone)} onChange={() => toggleZone(zone)} /> {zone} is down
            </label>
          ))}
          {menus.pending.map((id) => (
            <label key={id}>
              <input type="checkbox" checked={under.states[id] !== undefined} onChange={() => toggleState(id)} /> before{' '}
              <code>{id}</code> is accepted
            </label>
          ))}
          {!isNormal(under) && (
            <button type="button" className="button button-plain" onClick={() => onUnder(NORMAL)}>
              As usual
            </button>
          )}
        </div>
        <Outcomes rows={rows ?? []} veiled={veiled} usual={isNormal(under)} />
      </section>
      <PriceLever ask={ask} designs={designs} version={version} />
      <AttackLever ask={ask} menus={menus} version={version} />
    </div>
  );
}

interface OutcomesProps {
  readonly rows: readonly CheckUnder[];
  readonly veiled: readonly string[];
  readonly usual: boolean;
}

function Outcomes({ rows: all, veiled, usual }: OutcomesProps) {
  const rows = all.filter(({ id }) => !veiled.includes(id));
  const changed = rows.filter((row) => row.verdict !== row.usual);
  if (usual) return <p className="soft small">Every check is asked again under what you choose. The map and the trace follow.</p>;
  return (
    <div aria-live="polite">
      <p className="small">
        {changed.length === 0
          ? 'No check answers otherwise than usual.'
          : `${changed.length} of ${rows.length} answer otherwise than usual.`}
      </p>
      <ul className="lever-list">
        {rows.map((row) => (
          <li key={row.id} className={row.verdict === row.usual ? 'is-usual' : ''}>
            <Verdict kind={row.verdict} word={row.word} /> <Text>{row.title}</Text>
            {row.verdict !== row.usual && <span className="soft"> (usually {row.usualWord})</span>}
            {row.verdict !== row.usual && row.summary !== '' && (
              <div className="soft">
                <Text>{row.summary}</Text>
              </div>
            )}
          </li>
        ))}
      </ul>
      {rows.length < all.length && (
        <p className="soft small">{all.length - rows.length} more wait for what you expect of them, at the checks.</p>
      )}
    </div>
  );
}
