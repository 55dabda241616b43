import type { ProbeAnswer } from './answer.ts';
import type { Configuration } from './configuration.ts';
import type { Probe } from './probe.ts';

/** Placeholder until the network half of the engine lands here. */
export function answerProbes(_configuration: Configuration, probes: readonly Probe[]): readonly ProbeAnswer[] {
  return probes.map((probe) => ({ id: probe.id ?? '', error: { code: 'NOT_SIMULATED_YET', message: 'Not simulated yet.' } }));
}
