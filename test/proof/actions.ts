import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Answer } from '../../app/_ui/answer.ts';

interface Manifest {
  readonly node: Readonly<Record<string, { readonly exportedName?: string; readonly filename?: string }>>;
}

/** The ids under which the build that is there offers its server actions, by `file#name`. */
export function actionIds(): ReadonlyMap<string, string> {
  const file = path.resolve(import.meta.dirname, '../../.next/server/server-reference-manifest.json');
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return new Map(Object.entries(node).map(([id, { exportedName, filename }]) => [`${filename}#${exportedName}`, id]));
}

/** Asks an action as React does in a browser, with plain data; comes back with the value of its answer. Throws where it refused or failed, or the network did. */
export async function ask(url: string, page: string, id: string, cookie: string, args: readonly unknown[]): Promise<unknown> {
  const answer = await fetch(`${url}${page}`, {
    method: 'POST',
    headers: { 'Next-Action': id, Accept: 'text/x-component', 'Content-Type': 'text/plain;charset=UTF-8', cookie, origin: url },
    body: JSON.stringify(args),
    signal: AbortSignal.timeout(30_000),
    redirect: 'manual',
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
  const line = text.split('\n').find((each) => each.startsWith('1:'));
  if (line === undefined || line.startsWith('1:E')) throw new Error(`no answer in what came back: ${text.slice(-200)}`);
  const said = JSON.parse(line.slice(2)) as Answer<unknown>;
  if (!said.ok) throw new Error(`refused: ${said.code}`);
  return said.value;
}
