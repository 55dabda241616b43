import type { ReactNode } from 'react';
import './message.css';

/** A page that has one thing to say, and the way on. */
export function Message({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="message">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
