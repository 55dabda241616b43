'use client';

import { useState } from 'react';
import { remember } from '../remember.ts';
import { THEME_COOKIE, THEME_WORDS, THEMES, type Theme } from '../theme.ts';

/** One button that goes through system, light and dark. */
export function ThemeToggle({ theme: first }: { readonly theme: Theme }) {
  const [theme, setTheme] = useState(first);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  const choose = () => {
    setTheme(next);
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    remember(THEME_COOKIE, next);
  };
  return (
    <button type="button" className="bar-button" onClick={choose} title={`Theme: ${THEME_WORDS[theme]}`}>
      <ThemeGlyph theme={theme} />
      <span className="visually-hidden">
        Theme: {THEME_WORDS[theme]}. Change to {THEME_WORDS[next]}.
      </span>
    </button>
  );
}

function ThemeGlyph({ theme }: { readonly theme: Theme }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
      <circle cx="8" cy="8" r="6" />
      {theme === 'system' && <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />}
      {theme === 'dark' && <circle cx="8" cy="8" r="6" fill="currentColor" />}
    </svg>
  );
}
