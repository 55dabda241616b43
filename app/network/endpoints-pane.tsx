'use client';

import { useEffect, useState } from 'react';
import type { EndpointOpenness } from '#engine';
import { Text } from '../_ui/text.tsx';
import { kindWords } from '../_ui/trace/kind-words.ts';
import { Verdict } from '../_ui/verdict/verdict.tsx';
import type { AskNetwork, Bill, OpenedView, ReachRow } from './asks.ts';

const OPENNESS: Readonly<Record<EndpointOpenness['openness'], string>> = {
  default: 'open: nobody wrote one',
  open: 'open: it allows everybody everything',
  limited: 'limited',
};

/** Every endpoint with how open its policy is and who gets to it, and what everything costs. */
export function EndpointsPane({ opened, ask }: { readonly opened: OpenedView; readonly ask: AskNetwork }) {
  const [endpoint, setEndpoint] = useState('');
  const open = opened.policies.filter(({ openness }) => openness !== 'limited').length;
  return (
    <section className="own-endpoints" aria-label="Endpoints and cost">
      <h2>Endpoints</h2>
      {opened.policies.length === 0 ? (
        <p className="soft">There is no endpoint here.</p>
      ) : (
        <>
          <p>
            {open === 0
              ? 'Every policy limits something.'
              : `${open} of ${opened.policies.length} let everything through to their service.`}
          </p>
          <div className="own-scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">Endpoint</th>
                  <th scope="col">Service</th>
                  <th scope="col">Policy</th>
                  <th scope="col">
                    <span className="visually-hidden">Question</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {opened.policies.map(({ id, service, openness }) => (
                  <tr key={id}>
                    <th scope="row">
                      <code>{id}</code>
                    </th>
                    <td>{service}</td>
                    <td>{OPENNESS[openness]}</td>
                    <td>
                      <button
                        type="button"
                        className="button button-plain"
                        aria-expanded={endpoint === id}
                        aria-label={`Who reaches ${id}?`}
                        onClick={() => setEndpoint(endpoint === id ? '' : id)}
                      >
                        Who reaches it?
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {endpoint !== '' && <Reach endpoint={endpoint} opened={opened} ask={ask} />}
        </>
      )}
      <Cost opened={opened} ask={ask} />
    </section>
  );
}

interface ReachProps {
  readonly endpoint: string;
  readonly opened: OpenedView;
  readonly ask: AskNetwork;
}

function Reach({ endpoint, opened, ask }: ReachProps) {
  const rows = useAsked<readonly ReachRow[]>(() => ask('reach', { endpoint }), `${endpoint}`, opened);
  if (rows === undefined) return <p className="soft">Asking from everywhere…</p>;
  if (rows.length === 0) return <p className="soft">There is nobody here who could.</p>;
  return (
    <div className="own-scroll" aria-live="polite">
      <table>
        <caption>
          Who reaches <code>{endpoint}</code>
        </caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Verdict</th>
            <th scope="col">What decides</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ from, verdict, word, why }) => (
            <tr key={from}>
              <th scope="row">{from}</th>
              <td>
                <Verdict kind={verdict} word={word} />
              </td>
              <td>{why !== '' && <Text>{why}</Text>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const dollars = (usd: number): string => usd.toLocaleString('en', { style: 'currency', currency: 'USD' });

function Cost({ opened, ask }: Omit<ReachProps, 'endpoint'>) {
  const bill = useAsked<Bill | undefined>(() => ask('bill', null), 'bill', opened);
  if (bill === undefined) return null;
  const rows = bill.hourly.filter(({ usd }) => usd > 0);
  return (
    <>
      <h2>What it costs</h2>
      <p>
        {rows.length === 0
          ? 'Nothing here is charged by the hour.'
          : `${dollars(bill.totalUsd)} a month by the hour, without traffic.`}
      </p>
      {rows.length > 0 && (
        <div className="own-scroll">
          <table>
            <tbody>
              {rows.map(({ kind, id, count, usd }) => (
                <tr key={`${kind} ${id}`}>
                  <th scope="row">
                    {kindWords(kind)} <code>{id}</code>
                  </th>
                  <td>{count} × 730 h</td>
                  <td>{dollars(usd)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="soft small">
        Prices of us-east-1 as of {bill.dated}.{bill.unpriced.length > 0 && ` Not priced: ${bill.unpriced.join(', ')}.`}
      </p>
    </>
  );
}

/** The answer to a question about the network as it is now; undefined until it is here. */
function useAsked<T>(ask: () => Promise<T>, key: string, opened: OpenedView): T | undefined {
  const [told, setTold] = useState<{ readonly key: string; readonly of: OpenedView; readonly value: T } | undefined>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked.
  useEffect(() => {
    let wanted = true;
    ask().then(
      (value) => wanted && setTold({ key, of: opened, value }),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [key, opened]);
  return told?.key === key && told.of === opened ? told.value : undefined;
}
