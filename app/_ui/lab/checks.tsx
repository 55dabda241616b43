'use client';

import { Text } from '../text.tsx';
import type { BlockView } from '../trace/view.ts';
import { VerdictShape } from '../verdict/verdict.tsx';
import { Foretell, type ForetellActs } from './foretell.tsx';
import './lab-parts.css';
import type { CheckView, EditView, JudgedView } from './view.ts';
import { Why } from './why.tsx';

interface ChecksProps extends ForetellActs {
  readonly judged: JudgedView | undefined;
  /** Whether `judged` belongs to an earlier text, because the one on screen cannot be read. */
  readonly old: boolean;
  /** Whether the text on screen took so long that its judgement was ended. */
  readonly stopped?: boolean;
  readonly titles: readonly { readonly id: string; readonly title: string }[];
  /** The checks that are attacks; they are marked as such. */
  readonly attacks?: readonly string[];
  /** Where not every check must hold: which must, and which count for a distinction alone. */
  readonly standard?: { readonly must: readonly string[]; readonly more: readonly string[] };
  readonly open: string | undefined;
  /** Of checks that had held: the edit after which they failed. */
  readonly broke: Readonly<Record<string, EditView>>;
  readonly onOpen: (id: string) => void;
  readonly onLine: (block: BlockView) => void;
  readonly onEdit: (edit: EditView) => void;
  /** The verdict on a check in a paragraph. */
  readonly explain: (id: string) => Promise<string>;
  /** Saves what made a verdict to a file that can be sent. */
  readonly onDoubt: (check: CheckView) => void;
}

/** Each check as a row: its name, what is wanted against what happens, and why. */
export function Checks({ judged, old, stopped = false, titles, attacks = [], standard, open, broke, ...acts }: ChecksProps) {
  const rejected = judged?.class === 'rejected';
  return (
    <section className={old ? 'checks is-old' : 'checks'} aria-labelledby="checks-title">
      <h2 id="checks-title" className="pane-title">
        Checks
        <span className="checks-count">{judged === undefined ? '…' : `${judged.passed} of ${judged.of}`}</span>
      </h2>
      {old && (
        <div className="checks-rejected">
          <VerdictShape kind="rejected" />
          <div>
            <strong>Not read.</strong> The text cannot be read as it stands. The checks are those of the text before.
          </div>
        </div>
      )}
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
          const row = { id, title, check, tag: tagOf(id, attacks, standard), open: open === id, edit: broke[id] };
          return <Check key={id} {...row} {...acts} />;
        })}
      </ol>
      {stopped && (
        <p className="checks-stopped" role="alert">
          Judging this text took longer than two seconds, so it was stopped. The checks above are those of the text before.
        </p>
      )}
    </section>
  );
}

const REJECTED = 'AWS would not take this configuration as it stands. The remarks below the text say why.';

interface CheckProps extends Pick<ChecksProps, 'onOpen' | 'onLine' | 'onEdit' | 'explain' | 'onDoubt' | 'onLock' | 'onSkip'> {
  readonly id: string;
  readonly title: string;
  readonly check: CheckView | undefined;
  /** What stands before the title: what this check is among the others. */
  readonly tag: string;
  readonly open: boolean;
  readonly edit: EditView | undefined;
}

function Check({ id, title, check, tag, open, edit, onOpen, onLock, onSkip, ...acts }: CheckProps) {
  const state = check === undefined ? 'unknown' : check.passed ? 'passed' : 'failed';
  return (
    <li className={`check check-${state}${open ? ' is-open' : ''}`} data-check={id} data-state={state}>
      <button type="button" className="check-head" aria-expanded={open} onClick={() => onOpen(id)}>
        <CheckShape check={check} />
        <span className="check-title">
          {tag !== '' && <span className="check-attack">{tag} </span>}
          <Text>{title}</Text>
          {check !== undefined && !open && !check.passed && check.got !== '' && <span className="check-got">{check.got}</span>}
          {edit !== undefined && !open && <span className="check-broke">held before your edit of line {edit.line}</span>}
        </span>
        <span className="visually-hidden">{STATE_WORDS[state]}</span>
      </button>
      {check !== undefined && open && (
        <div className="check-body">
          {check.asked !== '' && (
            <div className="check-asked">
              <Text>{check.asked}</Text>
            </div>
          )}
          <dl className="check-verdict">
            <dt>{MUST_WORDS[check.must]}</dt>
            <dd>{check.wanted}</dd>
            {check.veiled === undefined && (
              <>
                <dt>got</dt>
                <dd>
                  <strong>
                    <Text>{check.got}</Text>
                  </strong>
                </dd>
              </>
            )}
          </dl>
          {check.veiled === undefined ? (
            <Why check={check} edit={edit} {...acts} />
          ) : (
            <Foretell check={id} onLock={onLock} onSkip={onSkip} />
          )}
        </div>
      )}
    </li>
  );
}

function tagOf(id: string, attacks: readonly string[], standard: ChecksProps['standard']): string {
  if (standard?.must.includes(id) === true) return 'Must hold';
  if (standard?.more.includes(id) === true) return 'Distinction';
  return attacks.includes(id) ? 'Attack' : '';
}

const MUST_WORDS = { work: 'must work', fail: 'must not work', '': 'wanted' } as const;
const STATE_WORDS = { unknown: 'not judged', passed: 'passed', failed: 'failed' } as const;

function CheckShape({ check }: { readonly check: CheckView | undefined }) {
  if (check === undefined) return <span className="check-blank" aria-hidden="true" />;
  if (check.veiled === true) return <VeiledShape />;
  return check.passed ? (
    <VerdictShape kind="allowed" />
  ) : (
    <VerdictShape kind={check.verdict === 'allowed' ? 'rejected' : check.verdict} />
  );
}

/** It fails, and how is not said yet. */
const VeiledShape = () => (
  <svg className="shape" viewBox="0 0 16 16" width={16} height={16} aria-hidden="true" fill="none" stroke="currentColor">
    <circle cx="8" cy="8" r="6.75" strokeWidth="1.6" />
    <path
      d="M6 6.3c.2-1.1 1-1.7 2-1.7 1.2 0 2.1.7 2.1 1.8 0 1.5-2.1 1.6-2.1 3M8 11.7v.1"
      strokeWidth="1.6"
      strokeLinecap="round"
    />
  </svg>
);
