import Link from 'next/link';
import { themeNow } from '#server/page-data';
import { Message } from './_ui/shell/message.tsx';
import { Page } from './_ui/shell/page.tsx';

export default async function NotFound() {
  return (
    <Page theme={await themeNow()} crumbs={[{ title: 'Not found' }]}>
      <Message title="Nothing is at this address">
        <p>
          The name was resolved and the server answered: there is no lesson, lab or quiz with this id. Ids never change, so look
          for a letter.
        </p>
        <p className="message-links">
          <Link className="button button-main" href="/">
            To the course
          </Link>
        </p>
      </Message>
    </Page>
  );
}
