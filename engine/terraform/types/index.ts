import { BALANCER_TYPES } from './balancers.ts';
import { ENDPOINT_TYPES } from './endpoints.ts';
import { GATEWAY_TYPES } from './gateways.ts';
import { INSTANCE_TYPES } from './instances.ts';
import { LATTICE_TYPES } from './lattice.ts';
import { NAME_TYPES } from './names.ts';
import { NETWORK_ACL_TYPES } from './network-acls.ts';
import { ORGANIZATION_TYPES } from './organizations.ts';
import { ROUTE_TYPES } from './routes.ts';
import { SECURITY_GROUP_TYPES } from './security-groups.ts';
import { STORAGE_TYPES } from './storage.ts';
import { TRANSIT_TYPES } from './transit.ts';
import type { TerraformType } from './type.ts';
import { VPC_TYPES } from './vpc.ts';

/** Every resource type of the AWS provider that is simulated, by family. */
export const TERRAFORM_TYPES: readonly TerraformType[] = [
  ...VPC_TYPES,
  ...ROUTE_TYPES,
  ...GATEWAY_TYPES,
  ...SECURITY_GROUP_TYPES,
  ...NETWORK_ACL_TYPES,
  ...INSTANCE_TYPES,
  ...ENDPOINT_TYPES,
  ...BALANCER_TYPES,
  ...TRANSIT_TYPES,
  ...NAME_TYPES,
  ...STORAGE_TYPES,
  ...LATTICE_TYPES,
  ...ORGANIZATION_TYPES,
];

const BY_NAME = new Map(TERRAFORM_TYPES.map((type) => [type.type, type]));

/** The type of this name, or undefined where it is not simulated. */
export const terraformType = (name: string): TerraformType | undefined => BY_NAME.get(name);
