import type { Metadata } from 'next';
import { themeNow } from '#server/page-data';
import { OwnNetwork } from './own-network.tsx';

export const metadata: Metadata = { title: 'Your own network' };

/** Nothing of a learner is read here and nothing is kept: the server sends a page, and the page does the rest by itself. */
export default async function NetworkPage() {
  return <OwnNetwork theme={await themeNow()} />;
}
