'use client';

import './globals.css';
import { Message } from './_ui/shell/message.tsx';

/** The last resort: the layout itself failed, so this page brings its own. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <main id="main">
          <Message title="The workbook could not draw this page">
            <p>What was saved is safe. Load the page again; if it stays so, the server's log says why.</p>
            <a className="button button-main" href="/">
              To the course
            </a>
          </Message>
        </main>
      </body>
    </html>
  );
}
