import { type ActionCatalogue, catalogueOf } from './actions.ts';

/** The catalogue of actions, loaded when it is asked for: it is as large as the rest of the engine, and a verdict needs none of it. */
export const loadActionCatalogue = async (): Promise<ActionCatalogue> => catalogueOf((await import('./actions.json')).default);
