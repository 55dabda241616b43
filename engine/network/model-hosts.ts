import type { Address } from '../ip/address.ts';
import type { PortRange } from '../ip/ports.ts';
import type { Id } from './model.ts';

/** A machine outside every VPC of the configuration, or one that the world put into it. */
export type Host =
  | {
      readonly kind: 'interface';
      readonly name: string;
      readonly networkInterface: Id;
      /** Where it is a DNS server: names that it answers, `*.` for all below. */
      readonly names?: ReadonlyMap<string, readonly Address[]>;
      /** Whom it asks, as a server for names that it does not hold: a Resolver endpoint's id, a host's name, `vpc` or `public`; absent: whom DHCP names. */
      readonly resolver?: string;
    }
  | {
      readonly kind: 'on-premises';
      readonly name: string;
      readonly address: Address;
      readonly gateway: Id;
      readonly names?: ReadonlyMap<string, readonly Address[]>;
      readonly resolver: string;
      readonly listens?: readonly number[];
      readonly ephemeralPorts: PortRange;
    }
  | {
      readonly kind: 'internet';
      readonly name: string;
      readonly address: Address;
      readonly listens?: readonly number[];
      readonly ephemeralPorts: PortRange;
    }
  | {
      readonly kind: 'elsewhere';
      readonly name: string;
      readonly endpoint: { readonly id: string; readonly vpc: string; readonly account: string };
      /** Its private address, where the world says one. */
      readonly address?: Address;
    }
  | { readonly kind: 'not-placed'; readonly name: string; readonly missing: string };
