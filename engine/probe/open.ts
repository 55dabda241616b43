import type { Configuration, ConfigurationInput } from './configuration.ts';

/** Placeholder until the network half of the engine lands here. */
export function openConfiguration(_input: ConfigurationInput): Configuration {
  const report = { format: 'cloudformation', loaded: false, resources: 0, simulated: 0, unsupported: [], diagnostics: [], rejections: [], advisories: [] } as const;
  return { report, resources: [] };
}
