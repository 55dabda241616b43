import path from 'node:path';
import { badgeOf } from '#engine';
import { achievementsNow } from '#server/awards';
import { download } from '#server/download';
import { instanceKey, signed } from '#server/instance-key';
import { siteNow } from '#server/team/address';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** The signed credential of something that was earned. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const recipient = (searchParams.get('name') ?? '').trim().slice(0, 100);
  const { id } = await params;
  const achievement = (await achievementsNow()).find((each) => each.id === id);
  if (achievement === undefined || recipient === '')
    return new Response('This has not been earned yet, or no name was given.\n', { status: 404 });
  const awardedAt = Date.now();
  const claims = badgeOf({
    achievement,
    issuer: await siteNow(),
    recipient,
    awardedAt,
    awardedOn: new Date(awardedAt).toISOString(),
  });
  const token = signed(claims, instanceKey(path.resolve(process.env.WORKBOOK_DATA ?? 'data')));
  return download({ file: `badge-${encodeURIComponent(id)}.jwt`, type: 'application/vc+jwt', body: `${token}\n` });
}
