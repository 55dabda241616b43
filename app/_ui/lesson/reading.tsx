'use client';

import { useEffect, useRef, useState } from 'react';
import type { Answer } from '../answer.ts';
import { post } from '../journal/post.ts';
import { type Section, useSectionInSight } from './contents.tsx';

/** Records where somebody reads: `section` is the heading in sight, `finished` once the end was seen. */
export type SaveVisit = (
  lesson: string,
  visit: { readonly section: string; readonly finished: boolean },
) => Promise<Answer<void>>;

interface Props {
  readonly lesson: string;
  readonly sections: readonly Section[];
  /** Where the reader was the last time; absent on a first visit and after the end. */
  readonly stopped?: Section;
  readonly finished: boolean;
}

/** Keeps the place of the reader, and offers to go back to it. */
export function Reading({ lesson, sections, stopped, finished }: Props) {
  const here = useSectionInSight(sections) ?? '';
  const end = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(finished);
  const [offered, setOffered] = useState(stopped);
  useEffect(() => {
    const mark = end.current;
    if (mark === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setAtEnd(true);
    });
    observer.observe(mark);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      // A place that was not saved costs one scroll and nothing else, so a server that is away is not worth a word here.
      post('visit', lesson, { section: here, finished: atEnd }).catch(() => undefined);
    }, 800);
    return () => clearTimeout(timer);
  }, [lesson, here, atEnd]);
  return (
    <>
      {offered !== undefined && (
        <div className="resume" role="status">
          <span>
            You stopped at <strong>{offered.title}</strong>.
          </span>
          <a className="button button-main" href={`#${offered.id}`} onClick={() => setOffered(undefined)}>
            Continue there
          </a>
          <button type="button" className="button button-plain" onClick={() => setOffered(undefined)}>
            Stay here
          </button>
        </div>
      )}
      <div ref={end} className="reading-end" />
    </>
  );
}
