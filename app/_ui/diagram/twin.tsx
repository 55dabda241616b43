import type { Drawing, DrawnDoor, DrawnSubnet, DrawnThing, DrawnVpc } from './drawing.ts';
import { CHIP_WORDS, DOOR_WORDS, EDIT_WORDS } from './words.ts';

/** The drawing in words: the same things in the same order, for everybody who would rather read it. */
export function Twin({ drawing }: { readonly drawing: Drawing }) {
  return (
    <div className="twin">
      {drawing.vpcs.length === 0 && <p>No VPC is declared yet.</p>}
      {drawing.vpcs.map((vpc) => (
        <VpcWords key={vpc.id} vpc={vpc} />
      ))}
      {drawing.neighbours.length > 0 && (
        <p>
          Beside it:{' '}
          {drawing.neighbours
            .map((each) => (each.hosts.length > 0 ? `${each.title} with ${each.hosts.join(', ')}` : each.title))
            .join('; ')}
          .
        </p>
      )}
      {drawing.services
        .filter((service) => service.through.length > 0)
        .map((service) => (
          <p key={service.id}>
            {service.title} is reached through {service.through.join(', ')}.
          </p>
        ))}
      {drawing.transits.map((transit) => (
        <p key={transit.id}>
          Transit gateway <code>{transit.id}</code> joins {transit.vpcs.join(', ') || 'nothing yet'}
          <Edited it={transit} />.
        </p>
      ))}
      {drawing.others.map(({ type, ids }) => (
        <p key={type}>
          Not simulated: {type} {ids.join(', ')}.
        </p>
      ))}
    </div>
  );
}

function VpcWords({ vpc }: { readonly vpc: DrawnVpc }) {
  return (
    <>
      <p>
        VPC <code>{vpc.id}</code>, {vpc.cidr}
        <Edited it={vpc} />
      </p>
      <ul>
        {vpc.zones.map((zone) => (
          <li key={zone.name}>
            Zone {zone.name}
            <ul>
              {zone.subnets.map((subnet) => (
                <SubnetWords key={subnet.id} subnet={subnet} />
              ))}
            </ul>
          </li>
        ))}
        {vpc.doors.map((door) => (
          <li key={door.id}>
            {doorWords(door)}
            <Edited it={door} />
          </li>
        ))}
      </ul>
      {vpc.tables.map((table) => (
        <table key={table.id}>
          <caption>
            {table.id === 'main' ? 'The main route table' : `Route table ${table.id}`}, worn by{' '}
            {table.subnets.join(', ') || 'no subnet'}
            <Edited it={table} />
          </caption>
          <thead>
            <tr>
              <th scope="col">Destination</th>
              <th scope="col">Target</th>
            </tr>
          </thead>
          <tbody>
            {table.routes.map((route) => (
              <tr key={`${route.destination} ${route.target}`}>
                <td>{route.destination}</td>
                <td>{route.target}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  );
}

function SubnetWords({ subnet }: { readonly subnet: DrawnSubnet }) {
  const table = subnet.table === 'main' ? 'the main route table' : `route table ${subnet.table}`;
  return (
    <li>
      Subnet <code>{subnet.id}</code>, {subnet.cidr}, {table}
      {subnet.acl === undefined ? '' : `, network ACL ${subnet.acl}`}
      <Edited it={subnet} />
      {subnet.chips.length > 0 && (
        <ul>
          {subnet.chips.map((chip) => (
            <li key={`${chip.kind}/${chip.id}`}>
              {CHIP_WORDS[chip.kind]} <code>{chip.id}</code>
              {chip.note === '' ? '' : `, ${chip.note}`}
              <Edited it={chip} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function doorWords(door: DrawnDoor): string {
  const known = door.kind === 'gateway-endpoint' ? `, known to ${door.tables.join(', ') || 'no route table'}` : '';
  return `${DOOR_WORDS[door.kind]} ${door.id}, to ${door.to}${known}`;
}

/** What the last edit did to a thing. */
const Edited = ({ it }: { readonly it: DrawnThing }) =>
  it.edit === undefined ? null : <strong className={`twin-edit twin-edit-${it.edit}`}> ({EDIT_WORDS[it.edit]})</strong>;
