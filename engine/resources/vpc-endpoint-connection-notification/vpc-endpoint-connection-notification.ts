import { asString } from '../../template/tree.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { items, spanOf, text } from '../read.ts';
import { serviceWith } from '../vpc-endpoint-service-permissions/vpc-endpoint-service-permissions.ts';

const EVENTS = ['Accept', 'Connect', 'Delete', 'Reject'];

/** Messages about a service's or an endpoint's connections (facts:D15); kept, and silent here. */
export const vpcEndpointConnectionNotification: ResourceKind = {
  type: 'AWS::EC2::VPCEndpointConnectionNotification',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'vpce-nfn-',
  properties: {
    ConnectionEvents: 'list!',
    ConnectionNotificationArn: 'text!',
    ServiceId: 'text',
    VPCEndpointId: 'text',
  },
  attributes: { VPCEndpointConnectionNotificationId: ({ physicalId }) => physicalId },
  compile: (resource, draft) => {
    const [service, endpoint] = [text(resource, 'ServiceId'), text(resource, 'VPCEndpointId')];
    if ((service === undefined) === (endpoint === undefined))
      reject(draft, resource, 'InvalidParameter', 'A connection notification belongs to one service or to one endpoint.');
    else if (service !== undefined) serviceWith(resource, draft);
    else refuseEndpoint(resource, draft, endpoint ?? '');
    if (items(resource, 'ConnectionEvents').length === 0)
      reject(
        draft,
        resource,
        'InvalidParameter',
        'A connection notification needs a connection event.',
        spanOf(resource, 'ConnectionEvents'),
      );
    for (const node of items(resource, 'ConnectionEvents')) {
      const event = asString(node);
      if (event === undefined || EVENTS.includes(event)) continue;
      reject(draft, resource, 'InvalidParameter', `The connection event '${event}' is none of ${EVENTS.join(', ')}.`, node.span);
    }
  },
};

/** The endpoint is there, and of the one type that connections are notified of (facts:D15). */
function refuseEndpoint(resource: Declared, draft: Draft, id: string): void {
  const endpoint = draft.vpcEndpoints.get(id);
  const span = spanOf(resource, 'VPCEndpointId');
  if (endpoint === undefined)
    reject(draft, resource, 'InvalidVpcEndpointId.NotFound', `The Vpc Endpoint Id '${id}' does not exist`, span);
  else if (endpoint.type === 'Gateway')
    reject(
      draft,
      resource,
      'InvalidParameter',
      'Connection notifications are for interface endpoints; a gateway endpoint has no connection.',
      span,
    );
}
