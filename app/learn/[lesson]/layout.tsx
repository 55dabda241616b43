import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { lessonWith } from '#server/page-data';

interface Props {
  readonly params: Promise<{ readonly lesson: string }>;
  readonly children: ReactNode;
}

/** Refuses unknown lessons here, before the page streams: what has begun with 200 cannot become 404. */
export default async function LessonLayout({ params, children }: Props) {
  if (lessonWith(decodeURIComponent((await params).lesson)) === undefined) notFound();
  return children;
}
