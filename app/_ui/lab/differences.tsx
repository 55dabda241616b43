import { useState } from 'react';
import type { SourceFile } from '#engine';
import { Text } from '../text.tsx';
import { type DiffLine, diffLines } from './line-diff.ts';
import type { ComparisonView } from './view.ts';

interface Props {
  readonly mine: readonly SourceFile[];
  readonly theirs: readonly SourceFile[];
  readonly compare: (theirs: readonly SourceFile[]) => Promise<ComparisonView>;
}

type Compared =
  | { readonly kind: 'none' | 'asking' | 'lost' }
  | { readonly kind: 'here'; readonly of: readonly SourceFile[]; readonly comparison: ComparisonView };

/** How a design differs from one's own: by what it does, and by its text. */
export function Differences({ mine, theirs, compare }: Props) {
  const [compared, setCompared] = useState<Compared>({ kind: 'none' });
  const ask = () => {
    setCompared({ kind: 'asking' });
    compare(theirs).then(
      (comparison) => setCompared({ kind: 'here', of: mine, comparison }),
      () => setCompared({ kind: 'lost' }),
    );
  };
  // A comparison is about the text that it was made with.
  if (compared.kind !== 'here' || compared.of !== mine)
    return (
      <p>
        <button type="button" className="button" disabled={compared.kind === 'asking'} onClick={ask}>
          {compared.kind === 'lost' ? 'It took too long. Compare again' : 'Compare with mine'}
        </button>
      </p>
    );
  return (
    <div className="differences">
      <section aria-label="What differs in what they do">
        <h4>By what they do</h4>
        <Behaviour comparison={compared.comparison} />
      </section>
      <section aria-label="What differs in the text">
        <h4>By their text</h4>
        {theirs.map((file) => (
          <TextDifference key={file.path} before={mine.find((each) => each.path === file.path)?.text ?? ''} after={file.text} />
        ))}
      </section>
    </div>
  );
}

function Behaviour({ comparison: { refused, asked, rows, policies } }: { readonly comparison: ComparisonView }) {
  if (refused === 'mine') return <p className="soft">AWS would refuse your text as it stands, so it does nothing yet.</p>;
  if (refused === 'theirs') return <p className="soft">AWS would refuse the other text, so there is nothing to compare.</p>;
  if (rows.length + policies.length === 0) return <p className="soft">The two answered {asked} questions alike.</p>;
  return (
    <>
      {rows.length > 0 && (
        <table className="differences-table">
          <thead>
            <tr>
              <th scope="col">Asked of both</th>
              <th scope="col">Yours</th>
              <th scope="col">This one</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 12).map((row) => (
              <tr key={row.question}>
                <td>
                  <Text>{row.question}</Text>
                </td>
                <td>{row.mine}</td>
                <td>{row.theirs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > 12 && (
        <p className="soft">
          and {rows.length - 12} more of {asked} questions
        </p>
      )}
      {policies.map(({ logicalId, requests }) => (
        <details key={logicalId}>
          <summary>
            The policy of <code>{logicalId}</code> decides differently on requests such as
          </summary>
          {requests.map((each) => (
            <div key={each.request}>
              <p>
                yours: {DECISIONS[each.mine] ?? each.mine}; this one: {DECISIONS[each.theirs] ?? each.theirs}
              </p>
              <pre>{each.request}</pre>
            </div>
          ))}
        </details>
      ))}
    </>
  );
}

const DECISIONS: Readonly<Record<string, string>> = {
  allowed: 'allowed',
  explicitDeny: 'denied by a Deny',
  implicitDeny: 'allowed by nothing',
};

/** Lines around a change that are shown with it. */
const AROUND = 2;

/** What has to be exchanged to make one text of the other. */
export function TextDifference({ before, after }: { readonly before: string; readonly after: string }) {
  const lines = diffLines(before, after);
  const shown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some((each) => each.kind !== 'same'),
  );
  if (!shown.includes(true)) return <p className="soft">The texts are the same.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <pre className="diff" tabIndex={0}>
      {lines.map((line, index) =>
        shown[index] === true ? (
          <Line key={`${line.before}-${line.after}`} line={line} gap={index > 0 && shown[index - 1] === false} />
        ) : null,
      )}
    </pre>
  );
}

const SIGNS = { same: ' ', gone: '−', new: '+' } as const;
const WORDS = { same: '', gone: 'gone: ', new: 'new: ' } as const;

function Line({ line, gap }: { readonly line: DiffLine; readonly gap: boolean }) {
  return (
    <>
      {gap && <div className="diff-gap">⋯</div>}
      <div className={`diff-line diff-${line.kind}`}>
        <span aria-hidden="true">{SIGNS[line.kind]}</span>
        <span className="visually-hidden">{WORDS[line.kind]}</span>
        <code>{line.text}</code>
      </div>
    </>
  );
}
