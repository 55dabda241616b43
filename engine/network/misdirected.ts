import { type S3Api, s3ApiOfName } from '../catalogue/s3-api.ts';
import { serviceOfName } from '../catalogue/service-names.ts';
import { type ServiceEntry, serviceNamed } from '../catalogue/services.ts';
import type { Miss } from './missed.ts';
import type { VpcEndpoint } from './model.ts';
import { nameOf } from './walk.ts';

/** What a call asks for. */
export interface Asked {
  /** The service's prefix in IAM actions, such as `sqs`. */
  readonly prefix: string;
  /** The Region of what is called; undefined where nothing says it, or where any Region serves it. */
  readonly region: string | undefined;
  /** Of a call to S3. */
  readonly api?: S3Api;
}

/** What answers at the other end of a name. */
interface Answering {
  readonly entry: ServiceEntry;
  /** Undefined where the name says no Region. */
  readonly region: string | undefined;
}

/**
 * Why the service that `name` leads to does not serve the call: it is another one, of another Region, or another part of S3 (facts:C60,
 * C54). An interface endpoint decides what answers, whatever it was called by. Undefined where it serves the call, or nobody knows.
 */
export function misdirected(name: string, endpoint: VpcEndpoint | undefined, asked: Asked): Miss | undefined {
  const answering = endpoint === undefined ? namedBy(name) : behind(endpoint);
  if (answering === undefined) return undefined;
  const { entry, region } = answering;
  const facts = {
    name,
    service: entry.service,
    serviceRegion: region ?? null,
    calledService: asked.prefix,
    calledRegion: asked.region ?? null,
    ...(endpoint === undefined ? {} : { endpoint: nameOf(endpoint.origin) }),
  };
  if (entry.actionPrefix !== asked.prefix) return { code: 'SIM_DNS_NAME_OF_OTHER_SERVICE', facts };
  const elsewhere = region !== undefined && asked.region !== undefined && region !== asked.region;
  if (elsewhere && entry.globalRegion === undefined) return { code: 'SIM_DNS_NAME_OF_OTHER_REGION', facts };
  const api = apiBehind(entry, name, asked);
  if (api === undefined || asked.api === undefined || api === asked.api) return undefined;
  return { code: 'SIM_DNS_NAME_OF_OTHER_S3_API', facts: { ...facts, api, calledApi: asked.api } };
}

/** The part of S3 that answers. An endpoint's name without a part leads to any part but the access points of several Regions. */
function apiBehind({ service }: ServiceEntry, name: string, asked: Asked): S3Api | undefined {
  if (service === 's3-global.accesspoint') return 'multi-region';
  if (service !== 's3') return undefined;
  return s3ApiOfName(name) ?? (asked.api === 'multi-region' ? 'bucket' : undefined);
}

function namedBy(name: string): Answering | undefined {
  const called = serviceOfName(name);
  return called === undefined
    ? undefined
    : { entry: called.entry, region: name.includes(`${called.region}.`) ? called.region : undefined };
}

function behind({ service, region }: VpcEndpoint): Answering | undefined {
  const entry = serviceNamed(service);
  return entry === undefined ? undefined : { entry, region };
}
