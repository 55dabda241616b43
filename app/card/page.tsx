import type { Metadata } from 'next';
import { CONTEXT_KEYS, type ContextKey, type Way } from '#engine';
import { courseNow, themeNow } from '#server/page-data';
import '../_ui/card/card.css';
import { Print } from '../_ui/card/print.tsx';
import { Page } from '../_ui/shell/page.tsx';

export const metadata: Metadata = { title: 'Card' };

const WAY_WORDS: Readonly<Record<Way, string>> = {
  internet: 'internet gateway',
  nat: 'NAT gateway',
  'gateway-endpoint': 'gateway endpoint',
  'interface-endpoint': 'interface endpoint',
  'forward-access': 'a service for you',
  service: 'a service as itself',
  console: 'console',
};
const WAYS = Object.keys(WAY_WORDS) as readonly Way[];

const NEEDS_WORDS: Readonly<Record<NonNullable<ContextKey['needs']>, string>> = {
  signature: 'if signed',
  organization: 'if in an organization',
  services: 'if a service called another',
  'service-principal': 'if a service calls',
  'instance-credentials': 'if the credentials are an instance’s',
  tags: 'if there is such a tag',
};

/** Two sheets to lay beside the keyboard: where a call can fail, and which keys it carries on which way. */
export default async function CardPage() {
  return (
    <Page theme={await themeNow()} crumbs={[{ title: 'Card' }]}>
      <div className="card">
        <Print />
        <h1>The ladder</h1>
        <p>From the top down: the first rung that fails is the one to mend, and what is below it was not asked yet.</p>
        <table>
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">How it looks</th>
              <th scope="col">Ask</th>
              <th scope="col">First command</th>
            </tr>
          </thead>
          <tbody>
            {courseNow().ladder.map((rung) => (
              <tr key={rung.id}>
                <th scope="row">{rung.layer}</th>
                <td>{rung.symptom}</td>
                <td>{rung.ask}</td>
                <td>
                  <code>{rung.command}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <h1 className="card-next">Which keys a request carries</h1>
        <p>
          A dot: it is there. Nothing: it is missing, and a positive condition on it is false. The same table decides in the labs.
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <section className="card-scroll" tabIndex={0} aria-label="Condition keys by way">
          <table>
            <thead>
              <tr>
                <th scope="col">Key</th>
                {WAYS.map((way) => (
                  <th key={way} scope="col">
                    {WAY_WORDS[way]}
                  </th>
                ))}
                <th scope="col">Only</th>
              </tr>
            </thead>
            <tbody>
              {CONTEXT_KEYS.map((row) => (
                <KeyRow key={row.key} row={row} />
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </Page>
  );
}

function KeyRow({ row }: { readonly row: ContextKey }) {
  const only = [
    ...(row.needs === undefined ? [] : [NEEDS_WORDS[row.needs]]),
    ...(row.services !== undefined ? ['for some services'] : []),
  ];
  return (
    <tr>
      <th scope="row">
        <code>{row.key.endsWith('/') ? `${row.key}…` : row.key}</code>
      </th>
      {WAYS.map((way) => (
        <td key={way} className="card-dot">
          {row.ways.includes(way) && (
            <>
              <span aria-hidden="true">●</span>
              <span className="visually-hidden">there</span>
            </>
          )}
        </td>
      ))}
      <td>{only.join(', ')}</td>
    </tr>
  );
}
