import type { NetworkSnapshot } from './network-snapshot.ts';
import type { SourceAddress } from './source-address.ts';
import { usableTunnels } from './tunnel-identity.ts';

/** Where the daemon looks. */
interface Network {
  read(): NetworkSnapshot;
  readonly sourceAddress: SourceAddress;
}

/**
 * The local address of the tunnel that leads to a gateway. Without a tunnel the kernel would name
 * that of the ordinary network, where no torrent client may listen: then there is none.
 */
export async function tunnelAddress(
  { read, sourceAddress }: Network,
  gateway: string,
): Promise<string | undefined> {
  const found = await sourceAddress(gateway);
  const isTunnels = usableTunnels(read()).some(({ addresses }) =>
    addresses.some(({ address }) => address === found),
  );
  return isTunnels ? found : undefined;
}
