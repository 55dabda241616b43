'use client';

import { type FormEvent, useState } from 'react';
import type { Probe } from '#engine';
import type { Menus } from '../levers/view.ts';
import './ask-form.css';
import type { Guess } from './guess.ts';
import { GuessFields } from './guess-fields.tsx';
import { Menu } from './menu.tsx';
import { PortField } from './port-field.tsx';

interface AskFormProps {
  readonly menus: Menus;
  readonly onRun: (probe: Probe, guess: Guess) => void;
}

/** A question in a sentence built of menus. What one expects is chosen first, and cannot be changed once the packet is on its way. */
export function AskForm({ menus, onRun }: AskFormProps) {
  const [from, setFrom] = useState(menus.hosts[0] ?? '');
  const [what, setWhat] = useState<'call' | 'send'>(menus.calls.length > 0 ? 'call' : 'send');
  const [call, setCall] = useState(0);
  const [as, setAs] = useState(menus.principals[0] ?? '');
  const [by, setBy] = useState('');
  const [to, setTo] = useState(menus.destinations[0] ?? '');
  const [port, setPort] = useState('443');
  const [guess, setGuess] = useState<Partial<Guess>>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { verdict, hop = '' } = guess;
    if (verdict === undefined) return;
    const probe = what === 'call' ? callProbe(menus, { from, call, as, by }) : sendProbe({ from, to, port });
    if (probe !== undefined) onRun(probe, { verdict, hop });
    setGuess({});
  };
  return (
    <form className="ask" onSubmit={submit}>
      <p className="ask-line">
        <Menu label="From" value={from} onValue={setFrom} options={menus.hosts} />
        <Menu
          label="what"
          hidden
          value={what}
          onValue={(next) => setWhat(next === 'call' ? 'call' : 'send')}
          options={['call', 'send']}
          words={['calls', 'sends to']}
        />
        {what === 'call' ? (
          <>
            <Menu
              label="the call"
              hidden
              value={String(call)}
              onValue={(next) => setCall(Number(next))}
              options={menus.calls.map((_, index) => String(index))}
              words={menus.calls.map(callWords)}
            />
            <Menu label="as" value={as} onValue={setAs} options={menus.principals} />
            <Menu
              label="by"
              value={by}
              onValue={setBy}
              options={['', ...menus.endpoints]}
              words={['the usual name', ...menus.endpoints.map((id) => `the name of ${id}`)]}
            />
          </>
        ) : (
          <>
            <Menu label="the destination" hidden value={to} onValue={setTo} options={menus.destinations} />
            <PortField value={port} onValue={setPort} />
          </>
        )}
      </p>
      <GuessFields guess={guess} onGuess={setGuess} />
      <button type="submit" className="button button-main">
        Run it
      </button>
    </form>
  );
}

const callWords = ({ action, resource }: Menus['calls'][number]): string =>
  `${action} on ${resource.split(':').slice(5).join(':') || resource}`;

function callProbe(
  menus: Menus,
  { from, call, as, by }: { readonly from: string; readonly call: number; readonly as: string; readonly by: string },
): Probe | undefined {
  const chosen = menus.calls[call];
  if (chosen === undefined) return undefined;
  const probe: Probe = { kind: 'request', from: { host: from }, principal: as, ...chosen };
  return by === '' ? probe : { ...probe, endpointName: { endpoint: by } };
}

function sendProbe({ from, to, port }: { readonly from: string; readonly to: string; readonly port: string }): Probe {
  const isAddress = /^[\d.]+$/.test(to) || to.includes(':');
  return {
    kind: 'reachability',
    from: { host: from },
    to: isAddress ? { ip: to } : { name: to },
    protocol: 'tcp',
    destinationPort: Math.min(65535, Number(port)),
  };
}
