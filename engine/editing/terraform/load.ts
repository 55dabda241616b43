import type { TerraformEditing } from './editing.ts';

/** What helps to write Terraform, loaded when it is asked for. */
export const loadTerraformEditing = async (): Promise<TerraformEditing> => (await import('./editing.ts')).terraformEditing;
