'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { remember } from '../remember.ts';
import { LANGUAGE_COOKIE, LANGUAGE_WORDS, LANGUAGES, type Language } from './language.ts';
import './language-choice.css';

/** Which language the text is written in; the choice is remembered for every lab, and the text of each language stays as it was. */
export function LanguageChoice({ language }: { readonly language: Language }) {
  const router = useRouter();
  const [changing, start] = useTransition();
  const choose = (next: Language) => {
    if (next === language) return;
    remember(LANGUAGE_COOKIE, next);
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
