import type { ActionCatalogue } from '../catalogue/actions/actions.ts';
import type { ProbeAnswer } from '../probe/answer.ts';
import type { Configuration, ConfigurationInput } from '../probe/configuration.ts';
import { openConfiguration } from '../probe/open.ts';
import type { Probe } from '../probe/probe.ts';
import { answerProbes } from '../probe/run.ts';
import type { TerraformReader } from '../terraform/reader.ts';

/** What grading needs of the rest of the engine: a configuration is opened once, then asked. */
export interface Asking {
  readonly open: (input: ConfigurationInput) => Configuration;
  readonly answer: (configuration: Configuration, probes: readonly Probe[]) => readonly ProbeAnswer[];
}

/** Answers as somebody reads them, with what each filter saw. */
const answer: Asking['answer'] = (configuration, probes) => answerProbes(configuration, probes, true);

/** The engine itself. */
export const ENGINE: Asking = { open: openConfiguration, answer };

/** The engine with the catalogue of actions at hand, for closer remarks on policies, and with what reads Terraform. */
export const engineWith = (catalogue: ActionCatalogue | undefined, terraform?: TerraformReader): Asking => ({
  open: (input) => openConfiguration({ ...input, catalogue, terraform }),
  answer,
});

/** The answer to one question about one configuration. */
export function ask(asking: Asking, input: ConfigurationInput, probe: Probe): ProbeAnswer {
  const [answer] = asking.answer(asking.open(input), [probe]);
  return answer ?? { id: probe.id ?? '', error: { code: 'NO_ANSWER', message: 'The probe got no answer.' } };
}
