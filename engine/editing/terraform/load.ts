import type { TerraformEditing } from './editing.ts';
import type { TerraformMending } from './mending.ts';

/** What helps to write Terraform, loaded when it is asked for. */
export const loadTerraformEditing = async (): Promise<TerraformEditing> => (await import('./editing.ts')).terraformEditing;

/** What a judgement of Terraform is shown with, loaded apart: whoever judges completes nothing. */
export const loadTerraformMending = async (): Promise<TerraformMending> => (await import('./mending.ts')).terraformMending;
