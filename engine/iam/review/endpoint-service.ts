import { forEach, type Rule } from './written.ts';

/** Actions of another service than the endpoint reaches: no request with them passes here (facts:E6). */
export const otherServices: Rule = forEach(({ action }, { place, catalogue }) => {
  const { service } = place;
  if (place.kind !== 'endpoint' || service === undefined || catalogue?.service(service) === undefined || action.not) return [];
  return action.texts
    .map((each) => ({ ...each, prefix: each.text.slice(0, Math.max(0, each.text.indexOf(':'))).toLowerCase() }))
    .filter(({ prefix }) => catalogue.everyService.has(prefix) && family(prefix) !== family(service))
    .map(({ text, pointer }) => ({
      code: 'OTHER_SERVICE',
      message: `\`${text}\` never passes this endpoint: it reaches ${service} only.`,
      pointer,
    }));
});

/** `s3`, `s3express` and `s3-object-lambda` share endpoints. */
const family = (prefix: string): string => (prefix.startsWith('s3') ? 's3' : prefix);
