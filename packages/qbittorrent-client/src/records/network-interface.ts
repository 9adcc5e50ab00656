import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** A network interface with an address, where qBittorrent runs. */
export interface NetworkInterface {
  /** As the system shows it to people. */
  readonly name: string;
  /** As the preference `current_network_interface` takes it. */
  readonly value: string;
}

/** What {@link NetworkInterface} looks like on the wire; unknown keys pass. */
export const NetworkInterfaceSchema: v.GenericSchema<unknown, NetworkInterface> = v.looseObject({
  name: v.string(),
  value: v.string(),
} satisfies EntriesOf<NetworkInterface>);
