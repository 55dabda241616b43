import { Text } from '../text.tsx';
import './console.css';
import type { ConsoleEntry } from './view.ts';

/** What the last commands would have left: lines of the flow log, and the events of a trail. */
export function LogsPane({ entries }: { readonly entries: readonly ConsoleEntry[] }) {
  const runs = entries
    .flatMap(({ id, host, line, run }) => (run === undefined ? [] : [{ id, host, line, logs: run.logs }]))
    .toReversed();
  if (runs.length === 0)
    return (
      <p className="help soft">
        Nothing has been called yet. Type a command in the console, and what it leaves in logs stands here.
      </p>
    );
  return (
    <div className="logs">
      {runs.slice(0, 12).map(({ id, host, line, logs }) => (
        <section key={id} aria-label={`${host}: ${line}`}>
          <h3>
            <code>
              {host}$ {line}
            </code>
          </h3>
          <FlowLog lines={logs.flowLog} />
          <Trail events={logs.trail} />
          {logs.notes.map((note) => (
            <div key={note} className="console-note">
              <Text>{note}</Text>
            </div>
          ))}
          {logs.flowLog.length + logs.trail.length + logs.notes.length === 0 && (
            <p className="soft">No packet left an interface of yours, and no service was called.</p>
          )}
        </section>
      ))}
    </div>
  );
}

type RunLogs = NonNullable<ConsoleEntry['run']>['logs'];

function FlowLog({ lines }: { readonly lines: RunLogs['flowLog'] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h4>Flow log</h4>
      <ul className="log-lines">
        {lines.map((line) => (
          <li key={`${line.interfaceId}${line.direction}${line.text}`} data-action={line.action}>
            <span className="log-who">
              {line.name}, {line.direction === 'forward' ? 'there' : 'back'}
            </span>
            <code>{line.text}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Trail({ events }: { readonly events: RunLogs['trail'] }) {
  if (events.length === 0) return null;
  return (
    <>
      <h4>CloudTrail</h4>
      {events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: events of one command never change their order.
        <details key={index} className="log-event" data-result={event.result}>
          <summary>
            <code>{event.call}</code> {event.result}
            {event.deniedBy.length > 0 && <> by {event.deniedBy.join(', ')}</>}
          </summary>
          <dl>
            <dt>Who</dt>
            <dd>
              <code>{event.who}</code>
            </dd>
            <dt>From</dt>
            <dd>
              <code>{event.from}</code>
            </dd>
            <dt>Through</dt>
            <dd>{event.through}</dd>
          </dl>
          <pre>{JSON.stringify(event.event, null, 2)}</pre>
        </details>
      ))}
    </>
  );
}
