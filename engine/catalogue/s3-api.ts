/**
 * The parts of S3 that have names of their own: buckets with their objects, access points, the S3 Control API (facts:C60), and access points
 * of several Regions, which are a service of their own (facts:E105).
 */
export type S3Api = 'bucket' | 'accesspoint' | 'control' | 'multi-region';

const OF_ENDPOINT = /(?:^|\.)(bucket|accesspoint|control)\.vpce-[^.]+\.s3\.[a-z0-9-]+\.vpce\.amazonaws\.com$/;
const OF_SERVICE = /(?:^|\.)s3(-control|-accesspoint)?(?:-fips)?(?:\.dualstack)?\.[a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com$/;

/** The part that a name leads to, an endpoint's own or S3's; undefined for a name that says nothing about it. */
export function s3ApiOfName(name: string): S3Api | undefined {
  const own = OF_ENDPOINT.exec(name)?.[1];
  if (own !== undefined) return own as S3Api;
  const called = OF_SERVICE.exec(name);
  if (called === null) return undefined;
  return called[1] === '-control' ? 'control' : called[1] === '-accesspoint' ? 'accesspoint' : 'bucket';
}

/** Operations of the S3 Control API as IAM names them; those on access points manage them and do not go through them. */
const CONTROL =
  /^s3:(?:\w*(?:AccessPoint|AccessGrant|StorageLens|AccountPublicAccessBlock|DataAccess|Job)\w*|(?:Un)?TagResource|ListTagsForResource)$/i;

/**
 * Whether an action is an operation of the S3 Control API, which is called by names of its own.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html
 */
export const isS3Control = (action: string): boolean => CONTROL.test(action);

/** The name by which an account calls the S3 Control API of a Region. */
export const s3ControlName = (account: string, region: string): string => `${account}.s3-control.${region}.amazonaws.com`;
