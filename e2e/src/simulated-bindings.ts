import { execFileSync } from 'node:child_process';
import type { PiaSimulator } from '@portkeep/simulators';

/**
 * Keeps a map of nftables in step with the ports that are bound: public address of the server and port →
 * address of the peer. A request is answered when the map is right.
 *
 * @param map Family, table and name.
 */
export function bindingsInto(map: string, simulator: PiaSimulator): () => void {
  let last = '';
  const follow = (): void => {
    const elements = simulator.bindings.flatMap(({ server, port, address }) => {
      const at = simulator.servers.find(({ cn }) => cn === server)?.publicAddress;
      return at === undefined ? [] : [`${at} . ${port} : ${address}`];
    });
    const text = elements.map((element) => `add element ${map} { ${element} }\n`).join('');
    if (text === last) return;
    execFileSync('nft', ['-f', '-'], { input: `flush map ${map}\n${text}` });
    last = text;
  };
  const exchange = simulator.exchange.bind(simulator);
  simulator.exchange = (...request) => {
    const reply = exchange(...request);
    follow();
    return reply;
  };
  return follow;
}
