import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadTerraform, openConfiguration, worldSchema } from '#engine';
import { median, type Rate } from './measure.ts';

const CORPUS = fileURLToPath(new URL('../test/corpus/terraform', import.meta.url));

/** Configurations of the corpus that stand in one folder here, each as a local module. */
const MODULES = ['inspection', 'not-simulated', 'interfaces'];

/** How long a folder of Terraform takes from text to network. */
export async function terraformRates(): Promise<readonly Rate[]> {
  const terraform = await loadTerraform();
  const root = MODULES.map((name) => `module "${name}" {\n  source = "./${name}"\n}\n`).join('\n');
  const modules = MODULES.map((name) => ({
    path: `${name}/main.tf`,
    text: readFileSync(`${CORPUS}/${name}/main.tf`, 'utf8'),
  }));
  const files = [{ path: 'main.tf', text: root }, ...modules];
  const lines = files.reduce((sum, file) => sum + file.text.split('\n').length, 0);
  const world = worldSchema.parse({});
  const opening = median(() => openConfiguration({ files, world, terraform }));
  return [{ name: `open a Terraform folder of ${lines} lines (median)`, value: opening, unit: 'ms', target: 15 }];
}
