import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  readonly node: Readonly<Record<string, { readonly exportedName?: string; readonly filename?: string }>>;
}

/** The ids under which the build that is there offers its server actions, by `file#name`. */
export function actionIds(): ReadonlyMap<string, string> {
  const file = path.resolve(import.meta.dirname, '../../.next/server/server-reference-manifest.json');
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return new Map(Object.entries(node).map(([id, { exportedName, filename }]) => [`${filename}#${exportedName}`, id]));
}
