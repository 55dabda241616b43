import { type ResourceSpecification, specificationOf } from './specification.ts';

/** CloudFormation's table of properties, loaded when it is asked for: only remarks and an editor need it, no verdict does. */
export const loadResourceSpecification = async (): Promise<ResourceSpecification> =>
  specificationOf((await import('./specification.json')).default);
