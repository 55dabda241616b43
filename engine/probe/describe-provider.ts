import type { Block } from './answer.ts';
import { fact, name } from './block-words.ts';
import type { Description } from './describe.ts';

const code = (block: Block, key: string): string => `\`${fact(block, key)}\``;

/** Faults of load balancers, endpoint services and shared resources, in words. */
export const PROVIDER_DESCRIPTIONS: Readonly<Record<string, (block: Block) => Description>> = {
  ELBV2_LISTENERS_MISMATCH: (block) => ({
    summary: `${name(block)} has no listener for port ${fact(block, 'port')} of this protocol; it listens on ${fact(block, 'listeners') || 'nothing'}.`,
    fix: 'Look at the protocol and the port of its listeners.',
    facts: ['D1', 'C51'],
  }),
  ELBV2_LISTENER_HAS_NO_TG: (block) => ({
    summary: `The listener of ${name(block)} leads to ${code(block, 'targetGroups')}, where nothing is registered.`,
    fix: 'Register the machines that answer with the target group.',
    facts: ['D11'],
  }),
  ELB_INSTALLED_AZ_RESTRICTION: (block) => ({
    summary: `The targets of ${name(block)} are in ${code(block, 'targetZones')}; it is enabled in ${code(block, 'enabledZones')} alone and sends nothing there.`,
    fix: "Give the load balancer a subnet in the targets' zone, or register targets in its own.",
    facts: ['D10', 'D11'],
  }),
  ELBV2_NO_TARGETS_IN_AZ: (block) => ({
    summary: `The node of ${name(block)} in ${code(block, 'zoneId')} has no target in its own zone, and may not send to another.`,
    fix: 'Look at the zones of the registered targets, and at cross-zone load balancing.',
    facts: ['D11'],
  }),
  SIM_TARGETS_UNHEALTHY: (block) => ({
    summary: `No target that ${name(block)} may use is healthy: ${code(block, 'targets')}.`,
    fix: 'Look at what the health check asks, and at the zones that are up.',
    facts: ['D11'],
  }),
  SIM_TARGET_DOES_NOT_EXIST: (block) => ({
    summary: `What is registered behind ${name(block)} is nowhere in this network: ${code(block, 'targets')}.`,
    fix: 'Look at the addresses and instances that are registered.',
    facts: ['D11'],
  }),
  VPCE_SERVICE_NOT_INSTALLED_IN_AZ: (block) => ({
    summary: `${code(block, 'service')} is not offered in ${code(block, 'zoneId')}, where ${name(block)} sends from.`,
    fix: 'Compare zone ids, not zone names, of the two sides.',
    facts: ['C10', 'D10', 'D18'],
  }),
  PROTOCOL_RESTRICTION: (block) => ({
    summary: `${name(block)} does not carry this protocol; it is no way to ${code(block, 'service')}.`,
    fix: 'Endpoints do not answer a ping; test the port of the service over TCP.',
    facts: ['A37', 'C51', 'D23'],
  }),
  SIM_RESOURCE_PORT_RESTRICTION: (block) => ({
    summary: `${name(block)} leads to a resource on port ${fact(block, 'ports') || 'none'}, not on ${fact(block, 'port')}.`,
    fix: "Look at the resource configuration's port ranges.",
    facts: ['D23'],
  }),
  SIM_RESOURCE_NAME_NOT_FOUND: (block) => ({
    summary: `The resource behind ${name(block)} has a name that leads to no address from its gateway: ${code(block, 'resource')}.`,
    fix: 'Look at the definition of the resource: its name must be one that public DNS answers.',
    facts: ['D23'],
  }),
};
