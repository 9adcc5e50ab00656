import { inNamespace, nft } from './network.ts';
import { INTERNET, SERVERS, TUNNEL_PORT } from './plan.ts';

/** Packets that left the host since the last reset, by what they are. */
export interface Departures {
  /** Encrypted, to one of PIA's servers. */
  readonly wireguard: number;
  /** From the proxy to PIA. */
  readonly proxy: number;
  /** The host's own refusals to PIA's servers, such as after the end of a tunnel. */
  readonly refusals: number;
  /** Anything else. */
  readonly leaks: number;
}

/** Counts what leaves the host by its uplink. It sees what was forwarded and what the host sent. */
export class LeakOracle {
  readonly #host: string;

  /** @param proxyUid The user that the proxy runs as: no other program of the host may reach PIA. */
  constructor(host: string, uplink: string, proxyUid: number) {
    this.#host = host;
    const servers = SERVERS.map(({ public: address }) => address).join(', ');
    const ends = SERVERS.map(({ public: address, port }) => `${address} . ${port}`).join(', ');
    // The mark: the last packets of a connection have no socket any more, and so no user.
    nft(
      host,
      `table inet oracle {
  counter wireguard { }
  counter proxy { }
  counter refusals { }
  counter leaks { }
  chain departures {
    type filter hook postrouting priority 400; policy accept;
    oifname != "${uplink}" accept
    udp sport ${TUNNEL_PORT} ip daddr . udp dport { ${ends} } counter name wireguard accept
    meta skuid ${proxyUid} ip daddr { ${servers}, ${INTERNET.account}, ${INTERNET.list} } tcp dport { 443, 1337 } ct mark set 1
    ct mark 1 counter name proxy accept
    ip daddr { ${servers} } icmp type destination-unreachable counter name refusals accept
    counter name leaks
  }
}
`,
    );
  }

  /** Counts from zero again. */
  reset(): void {
    inNamespace(this.#host, ['nft', 'reset', 'counters', 'table', 'inet', 'oracle']);
  }

  read(): Departures {
    const json = inNamespace(this.#host, [
      'nft',
      '-j',
      'list',
      'counters',
      'table',
      'inet',
      'oracle',
    ]);
    const { nftables }: { nftables: { counter?: { name: string; packets: number } }[] } =
      JSON.parse(json);
    const packets = (name: string): number =>
      nftables.find(({ counter }) => counter?.name === name)?.counter?.packets ?? Number.NaN;
    return {
      wireguard: packets('wireguard'),
      proxy: packets('proxy'),
      refusals: packets('refusals'),
      leaks: packets('leaks'),
    };
  }
}
