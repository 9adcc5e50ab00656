import { KernelError } from '../src/kernel/kernel-error.ts';
import type { RunProgram } from '../src/kernel/run-program.ts';

/** The kernel behind {@linkcode fakePrograms}, which a test may change. */
export interface FakeKernel {
  readonly run: RunProgram;
  /** Each call that changes something, with what the program read. */
  readonly changes: string[];
  hasInterface: boolean;
  /** Lines of `wg show dump` after the first: the peers. */
  peers: readonly string[];
  /** Whether a peer that is set shakes hands. */
  answers: boolean;
  /** The public key of the interface. */
  publicKey: string;
  addresses: readonly string[];
  routes: readonly { readonly dst: string; readonly dev: string }[];
  /** What `nft -j list table` prints; `undefined` if there is no table. */
  table: readonly unknown[] | undefined;
}

const CHAINS = ['input', 'forward', 'output'].map((name) => ({
  chain: { name, hook: name, type: 'filter', policy: 'drop' },
}));

/** A line of `wg show dump` for a peer. */
export function peerLine(serverKey: string, endpoint: string, handshakeAt: number): string {
  const handshake = Math.floor(handshakeAt / 1_000);
  return [serverKey, '(none)', endpoint, '0.0.0.0/0', handshake, 123_456, 7_890, 25].join('\t');
}

/** Programs that only remember what they are asked, with a WireGuard interface without a peer. */
export function fakePrograms(): FakeKernel {
  const fake: FakeKernel = {
    changes: [],
    hasInterface: true,
    peers: [],
    answers: true,
    publicKey: `${'B'.repeat(42)}A=`,
    addresses: [],
    routes: [],
    table: undefined,
    async run(program, words, { input = '' }) {
      const line = [program, ...words].join(' ');
      if (line.startsWith('nft -j')) {
        if (fake.table === undefined) throw KernelError.failed('nft', 'No such file or directory');
        return JSON.stringify({ nftables: fake.table });
      }
      if (line.includes(' route show')) return JSON.stringify(fake.routes);
      if (line.includes(' address show')) return link(fake);
      if (line.endsWith(' dump')) return dump(fake);
      fake.changes.push(`${line}\n${input}`);
      if (program === 'nft') fake.table = CHAINS;
      if (program === 'wg' && fake.answers) {
        fake.peers = [peerLine(`${'A'.repeat(43)}=`, '198.51.100.10:1337', Date.now())];
      }
      if (line.includes('remove')) fake.peers = [];
      return '';
    },
  };
  return fake;
}

function link({ hasInterface, addresses }: FakeKernel): string {
  if (!hasInterface) throw KernelError.failed('ip', 'Device "piaw" does not exist.');
  const addr_info = addresses.map((local) => ({ family: 'inet', local, prefixlen: 32 }));
  return JSON.stringify([{ ifindex: 3, mtu: 1_420, flags: ['UP'], addr_info }]);
}

function dump({ hasInterface, peers, publicKey }: FakeKernel): string {
  if (!hasInterface) throw KernelError.failed('wg', 'Unable to access interface: No such device');
  const own = ['(private)', publicKey, 51_820, 'off'].join('\t');
  return [own, ...peers].join('\n');
}
