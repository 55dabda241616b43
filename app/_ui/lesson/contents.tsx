'use client';

import { useEffect, useState } from 'react';

export interface Section {
  readonly id: string;
  readonly title: string;
}

/** The sections of the page; the one in sight is marked. */
export function Contents({ sections }: { readonly sections: readonly Section[] }) {
  const here = useSectionInSight(sections);
  return (
    <nav className="contents" aria-label="In this lesson">
      <h2>In this lesson</h2>
      <ol>
        {sections.map((section) => (
          <li key={section.id}>
            <a href={`#${section.id}`} aria-current={section.id === here ? 'true' : undefined}>
              {section.title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The id of the last heading above the middle of the window; undefined before the first. */
export function useSectionInSight(sections: readonly Section[]): string | undefined {
  const [here, setHere] = useState<string | undefined>();
  useEffect(() => {
    const look = () => {
      const passed = sections.filter((section) => {
        const top = document.getElementById(section.id)?.getBoundingClientRect().top;
        return top !== undefined && top < window.innerHeight / 2;
      });
      setHere(passed.at(-1)?.id);
    };
    look();
    document.addEventListener('scroll', look, { passive: true });
    return () => document.removeEventListener('scroll', look);
  }, [sections]);
  return here;
}
