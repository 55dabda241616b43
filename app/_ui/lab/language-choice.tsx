'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { LANGUAGE_COOKIE, LANGUAGE_WORDS, LANGUAGES, type Language } from './language.ts';
import './language-choice.css';

const YEAR = 365 * 24 * 60 * 60;

/** Which language the text is written in; the choice is remembered for every lab, and the text of each language stays as it was. */
export function LanguageChoice({ language }: { readonly language: Language }) {
  const router = useRouter();
  const [changing, start] = useTransition();
  const choose = (next: Language) => {
    if (next === language) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that we support.
    document.cookie = `${LANGUAGE_COOKIE}=${next}; path=/; max-age=${YEAR}; samesite=lax`;
    start(() => router.refresh());
  };
  return (
    <fieldset className="switch language-choice" aria-busy={changing}>
      <legend className="visually-hidden">Language of the text</legend>
      {LANGUAGES.map((each) => (
        <button key={each} type="button" aria-pressed={each === language} disabled={changing} onClick={() => choose(each)}>
          {LANGUAGE_WORDS[each]}
        </button>
      ))}
    </fieldset>
  );
}
