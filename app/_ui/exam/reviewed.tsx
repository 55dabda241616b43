'use client';

import Link from 'next/link';
import { useState } from 'react';
import { told } from '../answer.ts';
import { Marked } from '../question/marked.tsx';
import { Text } from '../text.tsx';
import type { ReviewedPlace, ReviewPlace } from './view.ts';

/** One place of a sitting that is over, as a line that opens. */
export interface PlaceLine {
  readonly place: number;
  /** Such as "wrong" or "right, does not count". */
  readonly word: string;
  /** The beginning of the stem. */
  readonly stem: string;
  readonly lesson?: { readonly id: string; readonly href: string };
}

interface ReviewedProps {
  readonly sitting: string;
  readonly line: PlaceLine;
  readonly load: ReviewPlace;
}

/** A line with number, word and stem; opened, it fetches the question with every reason and the scenario to be played. */
export function Reviewed({ sitting, line, load }: ReviewedProps) {
  const [shown, setShown] = useState<ReviewedPlace>();
  const [failed, setFailed] = useState(false);
  const open = async () => {
    setFailed(false);
    const found = await told(load(sitting, line.place)).catch(() => undefined);
    if (found === undefined) setFailed(true);
    else setShown(found);
  };
  return (
    <details
      className="reviewed"
      onToggle={(event) => {
        if (event.currentTarget.open && shown === undefined) void open();
      }}
    >
      <summary>
        {line.place + 1}. {line.word}: <span className="soft">{line.stem}</span>
      </summary>
      {shown !== undefined ? (
        <>
          <div>
            <Text>{shown.question.stem}</Text>{' '}
            {line.lesson !== undefined && <Link href={line.lesson.href}>{line.lesson.id}</Link>}
          </div>
          <Marked question={shown.question} mark={shown.mark} arrived={false} />
        </>
      ) : (
        <div role="status">
          {failed ? (
            <>
              The reasons did not arrive.{' '}
              <button type="button" className="button" onClick={() => void open()}>
                Try again
              </button>
            </>
          ) : (
            'The reasons are on their way …'
          )}
        </div>
      )}
    </details>
  );
}
