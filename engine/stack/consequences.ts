import type { Declared, Draft } from '../resources/kind.ts';

/**
 * Takes out the rejections that only say that something refused is not there: CloudFormation would not have come to them, and whoever mends
 * the one has mended the other.
 */
export function dropConsequences(draft: Draft, resources: readonly Declared[]): void {
  const { rejections } = draft;
  if (rejections.length < 2) return;
  const refused = new Set(rejections.map((each) => each.logicalId));
  const maps = Object.values(draft).filter((each): each is Map<unknown, unknown> => each instanceof Map);
  const absent = resources.filter(
    ({ logicalId, physicalId }) => refused.has(logicalId) && !maps.some((each) => each.has(physicalId)),
  );
  const kept = rejections.filter(
    ({ logicalId, message }) => !absent.some((each) => each.logicalId !== logicalId && names(message, each.physicalId)),
  );
  rejections.splice(0, rejections.length, ...kept);
}

/** Whether the sentence names the id, and not one that begins or ends with it. */
const names = (message: string, id: string): boolean =>
  message.split(/[^\w:/.-]+/).some((word) => word.replace(/[.:]+$/, '') === id);
