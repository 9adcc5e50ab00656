import { openSync } from 'node:fs';
import { readNetworkSnapshot } from '../src/sources/pia/network/network-snapshot.ts';
import { kernelSourceAddress } from '../src/sources/pia/network/source-address.ts';

// Run with a low limit: takes all descriptors, then looks at the network.
await kernelSourceAddress('127.0.0.1');
try {
  for (;;) openSync('/dev/null', 'r');
} catch {
  // No descriptor is left.
}
const looks = [async () => readNetworkSnapshot(), () => kernelSourceAddress('127.0.0.1')];
const seen = await Promise.allSettled(looks.map((look) => look()));
const messages = seen.map((each) =>
  each.status === 'rejected' ? String(each.reason) : 'it looked',
);
process.stdout.write(messages.join('\n'));
process.exit(0);
