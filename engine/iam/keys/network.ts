import { type ContextKey, key, type RequestFacts, type Way } from './key.ts';
import { SOURCE_VPC_ARN_SERVICES, VPCE_ACCOUNT_SERVICES, VPCE_ORG_ID_SERVICES, VPCE_ORG_PATHS_SERVICES } from './services.ts';

const ENDPOINT: readonly Way[] = ['gateway-endpoint', 'interface-endpoint'];
const PUBLIC: readonly Way[] = ['internet', 'nat', 'console', 'forward-access'];

const owner = ({ endpoint, membershipOf }: RequestFacts) =>
  endpoint === undefined ? undefined : membershipOf?.(endpoint.account);

/** Keys that the way through the network gives. */
export const NETWORK_KEYS: readonly ContextKey[] = [
  // Forward access keeps the address of a public first call and drops every key of an endpoint (facts:E44).
  key('aws:SourceIp', 'E50', ({ sourceIp }) => sourceIp, { type: 'ip', ways: PUBLIC }),
  key('aws:SourceVpce', 'E51', ({ endpoint }) => endpoint?.id, { ways: ENDPOINT }),
  key('aws:SourceVpc', 'E52', ({ endpoint }) => endpoint?.vpc, { ways: ENDPOINT }),
  key(
    'aws:SourceVpcArn',
    'E53',
    ({ endpoint }) => endpoint && `arn:aws:ec2:${endpoint.region}:${endpoint.account}:vpc/${endpoint.vpc}`,
    { type: 'arn', ways: ENDPOINT, services: SOURCE_VPC_ARN_SERVICES },
  ),
  key('aws:VpcSourceIp', 'E54', ({ endpoint }) => endpoint?.sourceAddress, { type: 'ip', ways: ENDPOINT }),
  key('aws:VpceAccount', 'E55', ({ endpoint }) => endpoint?.account, { ways: ENDPOINT, services: VPCE_ACCOUNT_SERVICES }),
  key('aws:VpceOrgID', 'E56', (facts) => owner(facts)?.id, {
    ways: ENDPOINT,
    needs: 'organization',
    services: VPCE_ORG_ID_SERVICES,
  }),
  key('aws:VpceOrgPaths', 'E57', (facts) => owner(facts)?.paths, {
    multivalued: true,
    ways: ENDPOINT,
    needs: 'organization',
    services: VPCE_ORG_PATHS_SERVICES,
  }),
  key('ec2:SourceInstanceARN', 'E70', ({ instance }) => instance?.arn, { type: 'arn', needs: 'instance-credentials' }),
  key('aws:Ec2InstanceSourceVpc', 'E70', ({ instance }) => instance?.vpc, { needs: 'instance-credentials' }),
  key('aws:Ec2InstanceSourcePrivateIPv4', 'E70', ({ instance }) => instance?.address, {
    type: 'ip',
    needs: 'instance-credentials',
  }),
];
