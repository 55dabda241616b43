'use client';

import Link from 'next/link';
import { useCallback } from 'react';
import { type Answer, told } from '../answer.ts';
import { Clock } from './clock.tsx';
import { HandIn } from './hand-in.tsx';
import './exam.css';
import { TIME_OVER, useClock } from './use-clock.ts';
import { useStateOfSitting } from './use-state-of-sitting.ts';
import type { SittingState } from './view.ts';

interface LabExamProps {
  readonly sitting: string;
  readonly title: string;
  readonly labs: readonly { readonly id: string; readonly href: string }[];
  readonly leftMs: number;
  readonly submit: (sitting: string) => Promise<Answer<void>>;
}

/** A lab exam under way: each lab is done on its own page, and what is submitted there in time counts. */
export function LabExam({ sitting, title, labs, leftMs, submit }: LabExamProps) {
  const toResult = useCallback(() => window.location.reload(), []);
  const handIn = useCallback(() => told(submit(sitting)), [submit, sitting]);
  const { left, set } = useClock(leftMs);
  const onState = useCallback((state: SittingState) => (state.over ? toResult() : set(state.leftMs)), [set, toResult]);
  useStateOfSitting(sitting, left <= 0, onState);
  return (
    <div className="exam">
      <header className="exam-head">
        <h1>{title}</h1>
        <Clock left={left} />
        <p className="small soft" role="status">
          {left <= 0 && TIME_OVER}
        </p>
      </header>
      <p>Each lab opens on its own page. A lab counts when its submission passes before the time is over.</p>
      <ul>
        {labs.map(({ id, href }) => (
          <li key={id}>
            <Link href={href}>{id}</Link>
          </li>
        ))}
      </ul>
      <div className="question-foot">
        <HandIn saved submit={handIn} onHandedIn={toResult} />
      </div>
    </div>
  );
}
