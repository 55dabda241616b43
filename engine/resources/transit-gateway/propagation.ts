import { apartBlocks, type BlockSet } from '../../ip/apart-blocks.ts';
import { asString, at, type Located } from '../../template/tree.ts';
import { announcedAt, type Draft } from '../kind.ts';

type Table = Draft['transitRouteTables'] extends Map<string, infer T> ? T : never;

/** Which attachments of which gateway have a table, and which VPCs' blocks each table has learnt. */
interface Learnt {
  readonly associated: Set<string>;
  readonly blocks: Map<string, BlockSet>;
}

const LEARNT = new WeakMap<Draft['transitRouteTables'], Learnt>();

function learntOf({ transitRouteTables }: Draft): Learnt {
  const learnt = LEARNT.get(transitRouteTables) ?? { associated: new Set(), blocks: new Map() };
  LEARNT.set(transitRouteTables, learnt);
  return learnt;
}

/** Whether the attachment could be associated with the table: at each gateway it has one table at most. */
export function associate(draft: Draft, table: Table, attachment: string): boolean {
  const { associated } = learntOf(draft);
  const place = `${table.transitGateway} ${attachment}`;
  if (associated.has(place)) return false;
  associated.add(place);
  table.associations.push(attachment);
  return true;
}

/**
 * Associates and propagates an attachment as the gateway's defaults say. `options` may keep it out of the default table: CloudFormation has no
 * such word, and who made the attachment otherwise has taken it out again.
 */
export function joinDefaultTable(draft: Draft, gateway: string, attachment: string, options?: Located): void {
  const defaults = draft.transitGateways.get(gateway);
  const table = defaults === undefined ? undefined : draft.transitRouteTables.get(defaults.table);
  if (defaults === undefined || table === undefined) return;
  const stays = (option: string) => asString(at(options, option)) !== 'disable';
  if (defaults.associates && stays('DefaultRouteTableAssociation')) associate(draft, table, attachment);
  if (defaults.propagates && stays('DefaultRouteTablePropagation')) propagate(draft, defaults.table, attachment);
}

/** Adds what lies behind the attachment to the table: a VPC's blocks, or what on-premises networks announce; a peering attachment learns nothing. */
export function propagate(draft: Draft, tableId: string, attachmentId: string): void {
  const table = draft.transitRouteTables.get(tableId);
  const attachment = draft.transitAttachments.get(attachmentId);
  if (table === undefined || attachment === undefined || attachment.kind === 'peering' || attachment.staticOnly === true) return;
  const vpc = draft.vpcs.get(attachment.vpc ?? '');
  const gateway = draft.transitGateways.get(attachment.transitGateway);
  const blocks = vpc?.cidrs ?? (gateway === undefined ? [] : announcedAt(draft, gateway.origin).map((each) => each.cidr));
  const { blocks: learnt } = learntOf(draft);
  const own = learnt.get(tableId) ?? apartBlocks();
  learnt.set(tableId, own);
  for (const cidr of blocks) {
    // A block that overlaps one of a VPC that was there before is not propagated.
    if (vpc === undefined || own.add(cidr)) table.routes.push({ cidr, attachment: attachmentId, origin: 'propagated' });
  }
}
