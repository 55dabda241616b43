import type { World } from '../../world.ts';
import type { ModuleAnswer, ModuleCall } from '../instance.ts';
import { securityGroupModule } from './security-group.ts';
import { vpcModule } from './vpc.ts';
import { vpcEndpointsModule } from './vpc-endpoints.ts';

type Model = (call: ModuleCall, world: World) => ModuleAnswer;

/** Modules that are known without their texts, by what their source begins with; the first that fits counts. */
const MODELS: readonly (readonly [RegExp, Model])[] = [
  [/terraform-aws-modules\/(terraform-aws-)?vpc(\/aws|\.git)?\/\/modules\/vpc-endpoints/, vpcEndpointsModule],
  [/terraform-aws-modules\/(terraform-aws-)?vpc(\/aws|\.git)?($|\?)/, vpcModule],
  [/terraform-aws-modules\/(terraform-aws-)?security-group(\/aws|\.git)?($|\?|\/\/modules\/)/, securityGroupModule],
];

/** What a module of the registry makes of a call, where a model of it is built in. */
export const moduleOf =
  (world: World) =>
  (call: ModuleCall): ModuleAnswer | undefined =>
    MODELS.find(([source]) => source.test(call.source))?.[1](call, world);
