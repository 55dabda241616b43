export { type World, type WorldHost, type WorldPrincipal, type WorldResource, worldSchema } from '../world.ts';
