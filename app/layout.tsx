import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { deviceTag } from '#server/learner';
import { isTeam } from '#server/team/mode';
import { ResumeJournal } from './_ui/journal/resume.tsx';
import { RoomStrip } from './_ui/team/room-strip.tsx';
import { THEME_COOKIE, themeOf } from './_ui/theme.ts';
import { mono, sans } from './fonts.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'PrivateLink Workbook', template: '%s · PrivateLink Workbook' },
  description: 'Learn AWS private connectivity by predicting, breaking and fixing real configurations.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#191d21' },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" className={`${sans.variable} ${mono.variable}`} {...(theme === 'system' ? {} : { 'data-theme': theme })}>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <ResumeJournal who={await deviceTag()} />
        {children}
        {isTeam() && <RoomStrip />}
      </body>
    </html>
  );
}
