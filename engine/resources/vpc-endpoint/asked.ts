import type { ServiceEntry } from '../../catalogue/services.ts';
import type { EndpointService } from '../../network/model-provider.ts';
import type { Declared } from '../kind.ts';

/** The service that an endpoint asks for, as the catalogue knows it. */
export interface AskedService {
  readonly name: string;
  readonly region: string;
  readonly entry: ServiceEntry;
  /** Where it is another account's own, not AWS's. */
  readonly offered?: EndpointService;
}

/** The option's value, true when it is not written. */
export function inboundOnly(resource: Declared): boolean {
  const options = resource.properties.kind === 'map' ? resource.properties.entries.get('DnsOptions')?.value : undefined;
  const option = options?.kind === 'map' ? options.entries.get('PrivateDnsOnlyForInboundResolverEndpoint')?.value : undefined;
  if (option?.kind !== 'scalar') return true;
  return ['notspecified', 'true', 'onlyinboundresolver'].includes(String(option.value).toLowerCase());
}
