import { expect, test } from 'vitest';
import { json, tokenFrom } from '../../test/pia-requests.ts';
import { addKey, FIRST, publicKey, register } from '../../test/wireguard-requests.ts';
import type { SimulatedReply } from '../simulated-http.ts';
import {
  ADD_KEY_FAULTS,
  ADD_KEY_FIELD_FAULTS,
  ADD_KEY_FIELDS,
  CONNECTION_FAULTS,
  PIA_FAULTS,
} from './faults.ts';
import { WRONG_VALUE } from './field-faults.ts';
import { loopbackServers } from './loopback-servers.ts';
import { PiaSimulator } from './pia-simulator.ts';

const servers = loopbackServers();

test('the faults of addKey are those of its connection, its answer and each field', () => {
  expect(PIA_FAULTS.addKey).toEqual([
    ...ADD_KEY_FAULTS,
    ...ADD_KEY_FIELD_FAULTS,
    ...CONNECTION_FAULTS,
  ]);
  expect(ADD_KEY_FIELD_FAULTS).toHaveLength(2 * ADD_KEY_FIELDS.length);
});

const noticeable = [
  ...ADD_KEY_FAULTS,
  ...CONNECTION_FAULTS.filter((fault) => fault !== 'cn-only-certificate'),
];

test.each(noticeable)('%s affects addKey once when it was set for one request', (fault) => {
  const simulator = new PiaSimulator({ servers });
  const request = addKey(FIRST, tokenFrom(simulator), publicKey(1));
  simulator.setFault('addKey', fault, { times: 1 });
  const reply = withoutAddress(simulator.addKey(request));
  const good = withoutAddress(simulator.addKey(request));
  expect(good).toMatchObject({ kind: 'reply', status: 200 });
  expect(reply).not.toEqual(good);
});

/** Each answer names another address. */
function withoutAddress(reply: SimulatedReply): SimulatedReply {
  if (reply.kind !== 'reply') return reply;
  return { ...reply, headers: {}, body: reply.body.replace(/"peer_ip": .*\n/, '') };
}

test.each(ADD_KEY_FIELDS)('a fault of %s changes this field alone', (field) => {
  const simulator = new PiaSimulator({ servers });
  const token = tokenFrom(simulator);
  const ask = () => json(simulator.addKey(addKey(FIRST, token, publicKey(1))));
  const { peer_ip: _, ...good } = ask();
  simulator.setFault('addKey', `wrong-${field}`, { times: 1 });
  expect(ask()).toMatchObject({ ...good, [field]: WRONG_VALUE });
  simulator.setFault('addKey', `wrong-${field}`, { times: 1, value: 65_536 });
  expect(ask()).toMatchObject({ ...good, [field]: 65_536 });
  simulator.setFault('addKey', `missing-${field}`, { times: 1 });
  expect(ask()).not.toHaveProperty(field);
  expect(ask()).toHaveProperty(field);
});

test('a fault of a field leaves the answer to a failed login as it is', () => {
  const simulator = new PiaSimulator({ servers });
  simulator.setFault('addKey', 'missing-status');
  expect(json(simulator.addKey(addKey(FIRST, 'nonsense', publicKey(1))))).toEqual({
    status: 'ERROR',
    message: 'Login failed!',
  });
});

test('reply-lost registers the key although the client gets no answer', () => {
  const simulator = new PiaSimulator({ servers });
  simulator.setFault('addKey', 'reply-lost', { times: 1 });
  expect(register(simulator, FIRST)).toEqual({ kind: 'reset' });
  expect(simulator.wireguard.peers).toHaveLength(1);
});
