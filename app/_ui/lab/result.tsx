import Link from 'next/link';
import type { ReactNode } from 'react';
import { Text } from '../text.tsx';
import { VerdictShape } from '../verdict/verdict.tsx';
import type { JudgedView, SubmitAnswer } from './view.ts';

interface Props {
  readonly submission:
    | { readonly kind: 'none' | 'sending' | 'unsent' }
    | { readonly kind: 'refused'; readonly sentence: string }
    | { readonly kind: 'answered'; readonly answer: SubmitAnswer };
  readonly onResend: () => void;
  readonly undo: string | undefined;
  readonly onUndo: () => void;
  readonly onClose: () => void;
  readonly next: string;
}

/** One strip at the bottom that never moves the editor: what the submission is worth, or what can be undone. */
export function Result({ submission, onResend, undo, onUndo, onClose, next }: Props) {
  return (
    <div className="result" role="status">
      {undo === undefined ? (
        <SubmissionWords submission={submission} onResend={onResend} next={next} />
      ) : (
        <Undo word={undo} onUndo={onUndo} onClose={onClose} />
      )}
    </div>
  );
}

function Undo({ word, onUndo, onClose }: { readonly word: string; readonly onUndo: () => void; readonly onClose: () => void }) {
  return (
    <>
      <span>{word}</span>
      <button type="button" className="button" onClick={onUndo}>
        Undo
      </button>
      <button type="button" className="button button-plain" onClick={onClose}>
        Close
      </button>
    </>
  );
}

function SubmissionWords({ submission, onResend, next }: Pick<Props, 'submission' | 'onResend' | 'next'>): ReactNode {
  switch (submission.kind) {
    case 'none':
      return (
        <span className="soft">
          The checks above are judged here as you type. Submit has them judged by the server and recorded.
        </span>
      );
    case 'sending':
      return <span>Submitting…</span>;
    case 'unsent':
      return (
        <>
          <span>The server did not confirm the submission. It is kept here under the same key, so that it counts once.</span>
          <button type="button" className="button" onClick={onResend}>
            Send again
          </button>
        </>
      );
    case 'refused':
      return <span>{submission.sentence}</span>;
    case 'answered':
      return <AnswerWords judged={submission.answer.judged} next={next} />;
  }
}

function AnswerWords({ judged, next }: { readonly judged: JudgedView; readonly next: string }) {
  if (judged.class === 'passed') {
    return (
      <>
        <VerdictShape kind="allowed" />
        <span>
          <strong>{judged.distinction === true ? 'Passed with distinction.' : 'Passed.'}</strong>{' '}
          {judged.passed === judged.of ? `All ${judged.of}` : `${judged.passed} of ${judged.of}`} checks hold, and it is recorded.
          The solutions are open now.
        </span>
        <Link className="button" href={next}>
          Back to the lesson
        </Link>
      </>
    );
  }
  const first = judged.checks.find((check) => !check.passed);
  return (
    <>
      <VerdictShape kind="rejected" />
      <span>
        <strong>{judged.class === 'rejected' ? 'Refused.' : 'Recorded, not passed yet.'}</strong>{' '}
        {judged.class === 'rejected' ? (
          'AWS would not take this configuration; the remarks below the text say why.'
        ) : (
          <>
            {judged.passed} of {judged.of} checks hold. The first that does not: <Text>{first?.title ?? ''}</Text>.
          </>
        )}
      </span>
    </>
  );
}
