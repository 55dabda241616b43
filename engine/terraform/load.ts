import type { TerraformReader } from './reader.ts';

/** The reader of Terraform, loaded when it is asked for: whoever opens CloudFormation alone carries nothing of it. */
export const loadTerraform = async (): Promise<TerraformReader> => (await import('./reader.ts')).readTerraform;
