import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Theme } from '../theme.ts';
import './shell.css';
import { Shortcuts } from './shortcuts.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

export interface Crumb {
  readonly title: string;
  readonly href?: string;
}

interface PageProps {
  readonly theme: Theme;
  readonly crumbs?: readonly Crumb[];
  /** What a page adds to the bar, at its right. */
  readonly tools?: ReactNode;
  /** `bench` fills the window and does not scroll as a whole. */
  readonly kind?: 'read' | 'bench';
  readonly children: ReactNode;
}

/** The frame of every page: one bar with the way back, and the main landmark. */
export function Page({ theme, crumbs = [], tools, kind = 'read', children }: PageProps) {
  return (
    <div className={`page page-${kind}`}>
      <header className="bar">
        <Link href="/" className="bar-home" aria-label="PrivateLink Workbook, home">
          <Mark />
          <span className="bar-name">PrivateLink Workbook</span>
        </Link>
        <nav aria-label="Where you are" className="bar-crumbs">
          <ol>
            {crumbs.map((crumb, index) => (
              <li key={crumb.title} aria-current={index === crumbs.length - 1 ? 'page' : undefined}>
                {crumb.href === undefined ? <span>{crumb.title}</span> : <Link href={crumb.href}>{crumb.title}</Link>}
              </li>
            ))}
          </ol>
        </nav>
        <div className="bar-tools">
          {tools}
          <Link href="/you" className="bar-link">
            Your data
          </Link>
          <Shortcuts />
          <ThemeToggle theme={theme} />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** A door in a border: what the whole course is about. */
function Mark() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.75">
      <path d="M13 6.5V2.5H2.5v15H13v-4" />
      <path d="M6.5 10H18" />
      <path d="m15 7 3 3-3 3" />
    </svg>
  );
}
