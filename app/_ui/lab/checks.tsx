import { Text } from '../text.tsx';
import { BlockWords } from '../trace/trace.tsx';
import type { BlockView } from '../trace/view.ts';
import { VerdictShape } from '../verdict/verdict.tsx';
import './lab-parts.css';
import type { CheckView, JudgedView } from './view.ts';

interface ChecksProps {
  readonly judged: JudgedView | undefined;
  readonly titles: readonly { readonly id: string; readonly title: string }[];
  /** The checks that are attacks; they are marked as such. */
  readonly attacks?: readonly string[];
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly onLine: (block: BlockView) => void;
}

/** Each check as a row: its name, what is wanted against what happens, and why. */
export function Checks({ judged, titles, attacks = [], open, onOpen, onLine }: ChecksProps) {
  const rejected = judged?.class === 'rejected';
  return (
    <section className="checks" aria-labelledby="checks-title">
      <h2 id="checks-title" className="pane-title">
        Checks
        <span className="checks-count">{judged === undefined ? '…' : `${judged.passed} of ${judged.of}`}</span>
      </h2>
      {rejected && (
        <div className="checks-rejected">
          <VerdictShape kind="rejected" />
          <div>
            <strong>Not judged.</strong> <Text>{judged.feedback || REJECTED}</Text>
          </div>
        </div>
      )}
      <ol className="checks-list">
        {titles.map(({ id, title }) => {
          const check = rejected ? undefined : judged?.checks.find((each) => each.id === id);
          const row = { id, title, check, attack: attacks.includes(id), open: open === id, onOpen, onLine };
          return <Check key={id} {...row} />;
        })}
      </ol>
    </section>
  );
}

const REJECTED = 'AWS would not take this configuration as it stands. The remarks below the text say why.';

interface CheckProps extends Pick<ChecksProps, 'onOpen' | 'onLine'> {
  readonly id: string;
  readonly title: string;
  readonly check: CheckView | undefined;
  readonly attack: boolean;
  readonly open: boolean;
}

function Check({ id, title, check, attack, open, onOpen, onLine }: CheckProps) {
  const state = check === undefined ? 'unknown' : check.passed ? 'passed' : 'failed';
  return (
    <li className={`check check-${state}${open ? ' is-open' : ''}`} data-check={id} data-state={state}>
      <button type="button" className="check-head" aria-expanded={open} onClick={() => onOpen(id)}>
        <CheckShape check={check} />
        <span className="check-title">
          {attack && <span className="check-attack">Attack </span>}
          <Text>{title}</Text>
        </span>
        <span className="visually-hidden">{STATE_WORDS[state]}</span>
      </button>
      {check !== undefined && (!check.passed || open) && (
        <div className="check-body">
          {check.asked !== '' && (
            <div className="check-asked">
              <Text>{check.asked}</Text>
            </div>
          )}
          <p className="check-verdict">
            {check.passed ? (
              <>got {check.got}</>
            ) : (
              <>
                wanted {check.wanted}
                <br />
                got <strong>{check.got}</strong>
              </>
            )}
          </p>
          {open && <Why check={check} onLine={onLine} />}
        </div>
      )}
    </li>
  );
}

const STATE_WORDS = { unknown: 'not judged', passed: 'passed', failed: 'failed' } as const;

function CheckShape({ check }: { readonly check: CheckView | undefined }) {
  if (check === undefined) return <span className="check-blank" aria-hidden="true" />;
  return check.passed ? (
    <VerdictShape kind="allowed" />
  ) : (
    <VerdictShape kind={check.verdict === 'allowed' ? 'rejected' : check.verdict} />
  );
}

function Why({ check, onLine }: { readonly check: CheckView; readonly onLine: (block: BlockView) => void }) {
  if (check.passed) return null;
  return (
    <div className="check-why">
      {check.feedback !== '' && <Text>{check.feedback}</Text>}
      {check.blocks.map((block) => (
        <BlockWords key={`${block.code}${block.summary}`} block={block} onLine={onLine} />
      ))}
      {check.misconception !== '' && (
        <div className="check-belief">
          The belief behind it: <Text>{check.misconception}</Text>
        </div>
      )}
    </div>
  );
}
