'use client';

import Link from 'next/link';
import { Message } from './_ui/shell/message.tsx';

/** A fault of ours: said plainly, with what is safe and what to do. */
export default function ErrorPage({
  error,
  retry,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly retry?: () => void;
}) {
  return (
    <main id="main">
      <Message title="This page could not be made">
        <p>
          The fault is in the workbook and not in anything you wrote. What was saved is safe; a text that you were typing is kept
          on this device.
        </p>
        {error.digest !== undefined && (
          <p className="small soft">
            The server's log says more under <code>{error.digest}</code>.
          </p>
        )}
        <p className="message-links">
          <button
            type="button"
            className="button button-main"
            onClick={() => (retry === undefined ? location.reload() : retry())}
          >
            Try again
          </button>
          <Link className="button" href="/">
            To the course
          </Link>
        </p>
      </Message>
    </main>
  );
}
