import { headers } from 'next/headers';

/**
 * From where a request comes, for counting tries: the address that the proxy in front adds, otherwise the connection's own, which Next
 * puts in the same place. The last one is taken, because what stands before it a client can write itself.
 */
export async function addressNow(): Promise<string> {
  const passed = (await headers()).get('x-forwarded-for') ?? '';
  return passed.split(',').at(-1)?.trim() || 'unknown';
}
