import type { Id } from '../../network/model.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { referenced } from '../read.ts';

export const vpcGatewayAttachment: ResourceKind = {
  type: 'AWS::EC2::VPCGatewayAttachment',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'attach-',
  properties: { InternetGatewayId: 'text', VpcId: 'text!', VpnGatewayId: 'text' },
  attributes: { AttachmentType: ({ physicalId }) => physicalId },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  const home = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
  const internet = referenced(
    resource,
    draft,
    'InternetGatewayId',
    draft.internetGateways,
    'InvalidInternetGatewayID.NotFound',
    'internetGateway ID',
  );
  const vpn = referenced(resource, draft, 'VpnGatewayId', draft.vpnGateways, 'InvalidVpnGatewayID.NotFound', 'vpnGateway ID');
  if (home === undefined) return;
  const vpc = home.origin.id;
  for (const [gateway, others, word] of [
    [internet, draft.internetGateways, 'an internet gateway'],
    [vpn, draft.vpnGateways, 'a VPN gateway'],
  ] as const) {
    if (gateway === undefined) continue;
    if (gateway.vpc !== undefined)
      reject(
        draft,
        resource,
        'Resource.AlreadyAssociated',
        `resource ${gateway.origin.id} is already attached to network ${gateway.vpc}`,
      );
    else if (hasGateway(others, vpc))
      reject(draft, resource, 'InvalidParameterValue', `Network ${vpc} already has ${word} attached`);
    else {
      gateway.vpc = vpc;
      ATTACHED.set(others, (ATTACHED.get(others) ?? new Set()).add(vpc));
    }
  }
}

type Gateways = ReadonlyMap<Id, { readonly vpc?: Id }>;

/** The VPCs that have a gateway among these; they get it here and nowhere else. */
const ATTACHED = new WeakMap<Gateways, Set<Id>>();

/** Whether one of the draft's `gateways` is attached to `vpc`. */
export const hasGateway = (gateways: Gateways, vpc: Id): boolean => ATTACHED.get(gateways)?.has(vpc) === true;
