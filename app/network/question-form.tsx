'use client';

import { type FormEvent, useId, useState } from 'react';
import { Menu } from '../_ui/trace/menu.tsx';
import { PortField } from '../_ui/trace/port-field.tsx';
import { type OpenedView, principalWords, type Question } from './asks.ts';
import '../_ui/trace/ask-form.css';

interface Props {
  readonly opened: OpenedView;
  readonly onAsk: (question: Question) => void;
}

/** The sentence: from where, to what or which call, as whom. */
export function QuestionForm({ opened, onAsk }: Props) {
  const { machines, subnets, groups } = opened;
  const [thing, setThing] = useState('');
  const [group, setGroup] = useState('');
  const [kind, setKind] = useState<Question['kind']>('send');
  const [to, setTo] = useState('');
  const [port, setPort] = useState('443');
  const [call, setCall] = useState({ action: '', resource: '', as: '', by: '' });
  const places = [...machines, ...subnets];
  const start = places.includes(thing) ? thing : (places[0] ?? '');
  const imagined = subnets.includes(start);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const from = { thing: start, group: imagined && groups.includes(group) ? group : '' };
    if (kind === 'send') onAsk({ kind, from, to: to.trim(), port: Math.min(65535, Number(port)) });
    else
      onAsk({ kind, from, ...call, as: callerIn(opened, call.as), action: call.action.trim(), resource: call.resource.trim() });
  };
  if (places.length === 0) return <p className="soft">There is no subnet and no machine here to ask from.</p>;
  return (
    <form className="ask own-form" onSubmit={submit}>
      <p className="ask-line">
        <Menu
          label="From"
          value={start}
          onValue={setThing}
          options={places}
          words={places.map((each) => (subnets.includes(each) ? `a machine in ${each}` : each))}
        />
        {imagined && (
          <Menu
            label="with"
            value={groups.includes(group) ? group : ''}
            onValue={setGroup}
            options={['', ...groups]}
            words={['the default group', ...groups]}
          />
        )}
        <Menu
          label="what"
          hidden
          value={kind}
          onValue={(next) => setKind(next === 'call' ? 'call' : 'send')}
          options={['send', 'call']}
          words={['sends to', 'calls']}
        />
        {kind === 'send' ? (
          <SendFields {...{ opened, to, port }} onTo={setTo} onPort={setPort} />
        ) : (
          <CallFields opened={opened} call={call} onCall={setCall} />
        )}
      </p>
      <button type="submit" className="button button-main">
        Ask
      </button>
    </form>
  );
}

interface SendProps {
  readonly opened: OpenedView;
  readonly to: string;
  readonly port: string;
  readonly onTo: (to: string) => void;
  readonly onPort: (port: string) => void;
}

function SendFields({ opened, to, port, onTo, onPort }: SendProps) {
  const list = useId();
  return (
    <>
      <label>
        <span className="visually-hidden">the destination</span>
        <input
          list={list}
          required
          value={to}
          placeholder="a thing, an address or a name"
          spellCheck={false}
          onChange={(event) => onTo(event.target.value)}
        />
      </label>
      <datalist id={list}>
        {opened.destinations.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <PortField value={port} onValue={onPort} />
    </>
  );
}

interface Call {
  readonly action: string;
  readonly resource: string;
  readonly as: string;
  readonly by: string;
}

/** The chosen principal, while there is one of that name; else the first. */
const callerIn = ({ callers }: OpenedView, chosen: string): string => (callers.includes(chosen) ? chosen : (callers[0] ?? ''));

interface CallProps {
  readonly opened: OpenedView;
  readonly call: Call;
  readonly onCall: (call: Call) => void;
}

function CallFields({ opened, call, onCall }: CallProps) {
  const [actions, resources] = [useId(), useId()];
  const choose = (action: string) => {
    const service = `${action.split(':')[0]}:`;
    const fits = call.resource !== '' && call.resource.includes(`:${service}`);
    const offered = opened.resourcesCalled.find((arn) => arn.includes(`:${service}`));
    onCall({ ...call, action, resource: fits ? call.resource : (offered ?? call.resource) });
  };
  return (
    <>
      <label>
        <span className="visually-hidden">the action</span>
        <input
          list={actions}
          required
          pattern="[a-z0-9\-]+:[A-Za-z]+"
          value={call.action}
          placeholder="s3:GetObject"
          spellCheck={false}
          onChange={(event) => choose(event.target.value)}
        />
      </label>
      <datalist id={actions}>
        {opened.actions.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <label>
        on{' '}
        <input
          className="own-wide"
          list={resources}
          required
          pattern="arn:.+"
          value={call.resource}
          placeholder="arn:aws:s3:::example/x"
          spellCheck={false}
          onChange={(event) => onCall({ ...call, resource: event.target.value })}
        />
      </label>
      <datalist id={resources}>
        {opened.resourcesCalled.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <Menu
        label="as"
        value={callerIn(opened, call.as)}
        onValue={(as) => onCall({ ...call, as })}
        options={opened.callers}
        words={opened.callers.map(principalWords)}
      />
      <Menu
        label="by"
        value={call.by}
        onValue={(by) => onCall({ ...call, by })}
        options={['', ...opened.endpoints]}
        words={['the usual name', ...opened.endpoints.map((each) => `the name of ${each}`)]}
      />
    </>
  );
}
