import { headers } from 'next/headers';
import { publicUrl } from './mode.ts';

/**
 * From where a request comes, for counting tries. What a client writes into `X-Forwarded-For` is believed of nobody but a proxy, and there
 * is one where `WORKBOOK_URL` says so; then it is the last address, which the proxy itself has added. Otherwise it is the connection's own
 * (cli/prepare/connection.mjs).
 */
export async function addressNow(): Promise<string> {
  const sent = await headers();
  const passed = (sent.get('x-forwarded-for') ?? '').split(',').at(-1)?.trim() ?? '';
  const peer = sent.get('x-workbook-peer') ?? '';
  return (publicUrl() === undefined ? peer || passed : passed || peer) || 'unknown';
}

/** The address of this workbook as people reach it, without a path. */
export async function siteNow(): Promise<string> {
  return new URL(publicUrl() ?? `http://${(await headers()).get('host') ?? 'localhost'}`).origin;
}
