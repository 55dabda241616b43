'use client';

import { useEffect, useRef, useState } from 'react';

/** The answer to a question, asked again whenever the text was judged again or a detail of it changes; the one before stays until then. */
export function useAnswer<T>(question: () => Promise<T | undefined>, version: unknown, detail?: unknown): T | undefined {
  const [answer, setAnswer] = useState<T | undefined>();
  const asked = useRef(question);
  useEffect(() => {
    asked.current = question;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the question depends on is named by whoever asks.
  useEffect(() => {
    let wanted = true;
    void asked.current().then((found) => wanted && found !== undefined && setAnswer(() => found));
    return () => {
      wanted = false;
    };
  }, [version, detail]);
  return answer;
}
