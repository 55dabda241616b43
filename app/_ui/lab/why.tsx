import { useState } from 'react';
import { Text } from '../text.tsx';
import { BlockWords } from '../trace/trace.tsx';
import type { BlockView } from '../trace/view.ts';
import type { CheckView, EditView } from './view.ts';

interface WhyProps {
  readonly check: CheckView;
  readonly edit: EditView | undefined;
  readonly onLine: (block: BlockView) => void;
  readonly onEdit: (edit: EditView) => void;
  readonly explain: (id: string) => Promise<string>;
  readonly onDoubt: (check: CheckView) => void;
}

/** Why a check got what it got: what the lab says, the edit that broke it, each fault with what to look at, and the whole in a paragraph. */
export function Why({ check, edit, onLine, onEdit, explain, onDoubt }: WhyProps) {
  return (
    <div className="check-why">
      {edit !== undefined && <Broke edit={edit} onEdit={onEdit} />}
      {!check.passed && check.feedback !== '' && <Text>{check.feedback}</Text>}
      {check.blocks.map((block) => (
        <BlockWords key={`${block.code}${block.summary}`} block={block} onLine={onLine} />
      ))}
      {!check.passed && check.misconception !== '' && (
        <div className="check-belief">
          The belief behind it: <Text>{check.misconception}</Text>
        </div>
      )}
      <Explained key={verdictOf(check)} id={check.id} explain={explain} />
      <button type="button" className="button button-plain check-doubt" onClick={() => onDoubt(check)}>
        This verdict looks wrong
      </button>
    </div>
  );
}

/** What a paragraph about a verdict is about: another verdict needs another one. */
const verdictOf = ({ got, blocks }: CheckView): string => [got, ...blocks.map(({ summary }) => summary)].join('\n');

/** The edit after which a check that had held failed. */
function Broke({ edit, onEdit }: { readonly edit: EditView; readonly onEdit: (edit: EditView) => void }) {
  return (
    <div className="check-edit">
      <p>
        It held before this edit,{' '}
        <button type="button" className="line-link" onClick={() => onEdit(edit)}>
          line {edit.line}
        </button>
        :
      </p>
      <EditLines lines={edit.before} kind="gone" />
      <EditLines lines={edit.after} kind="new" />
    </div>
  );
}

function EditLines({ lines, kind }: { readonly lines: readonly string[]; readonly kind: 'gone' | 'new' }) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one edit never change their order.
    <div key={index} className={`diff-line diff-${kind}`}>
      <span aria-hidden="true">{kind === 'gone' ? '−' : '+'}</span>
      <span className="visually-hidden">{kind === 'gone' ? 'was' : 'is'} </span>
      <code>{line.trim()}</code>
    </div>
  ));
}

type Said = { readonly kind: 'shut' | 'asking' | 'lost' } | { readonly kind: 'said'; readonly words: string };

/** The verdict in a paragraph, when somebody asks for it. */
function Explained({ id, explain }: { readonly id: string; readonly explain: WhyProps['explain'] }) {
  const [said, setSaid] = useState<Said>({ kind: 'shut' });
  const ask = () => {
    setSaid({ kind: 'asking' });
    explain(id).then(
      (words) => setSaid({ kind: 'said', words }),
      () => setSaid({ kind: 'lost' }),
    );
  };
  if (said.kind === 'said')
    return (
      <div className="check-explained">
        <Text>{said.words}</Text>
      </div>
    );
  return (
    <button type="button" className="button button-plain" disabled={said.kind === 'asking'} onClick={ask}>
      {said.kind === 'lost' ? 'It took too long. Ask again' : 'Explain this verdict'}
    </button>
  );
}
