import Link from 'next/link';
import { Message } from '../shell/message.tsx';
import { Page } from '../shell/page.tsx';
import type { Theme } from '../theme.ts';

/** In place of a step that a workshop opens later. It opens by itself: the strip at the foot of the page hears of it. */
export function NotOpenYet({ room, theme }: { readonly room: string; readonly theme: Theme }) {
  return (
    <Page theme={theme} crumbs={[{ title: 'Not open yet' }]}>
      <Message title="This step opens later">
        <p>
          The workshop “{room}” has not come to it yet. This page opens by itself when it has; what you typed here before is kept.
        </p>
        <p className="message-links">
          <Link className="button" href="/">
            To the course
          </Link>
        </p>
      </Message>
    </Page>
  );
}
