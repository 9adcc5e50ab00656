import * as log from '../../src/endpoints/log/index.ts';
import { describeCalls } from '../sent-calls.ts';

describeCalls('log', log, [
  {
    name: 'log.main',
    call: (client) =>
      client.log.main({
        normal: false,
        info: false,
        warning: true,
        critical: true,
        lastKnownId: 41,
      }),
    method: 'GET',
    path: 'log/main',
    params: {
      normal: 'false',
      info: 'false',
      warning: 'true',
      critical: 'true',
      last_known_id: '41',
    },
    reply: '[{"id":42,"message":"hot","timestamp":1795228942,"type":4}]',
    expected: [{ id: 42, message: 'hot', timestamp: 1_795_228_942, type: 4 }],
  },
  {
    // Old versions report milliseconds.
    name: 'log.main',
    call: (client) => client.log.main(),
    method: 'GET',
    path: 'log/main',
    version: '2.0.0',
    reply: '[{"id":0,"message":"started","timestamp":1507969127860,"type":1}]',
    expected: [{ id: 0, message: 'started', timestamp: 1_507_969_127, type: 1 }],
  },
  {
    name: 'log.peers',
    call: (client) => client.log.peers({ lastKnownId: 0 }),
    method: 'GET',
    path: 'log/peers',
    params: { last_known_id: '0' },
    reply: '[{"id":1,"ip":"10.9.9.9","timestamp":1795228942,"blocked":false,"reason":"spam"}]',
    expected: [{ id: 1, ip: '10.9.9.9', timestamp: 1_795_228_942, blocked: false, reason: 'spam' }],
  },
  {
    name: 'log.peers',
    call: (client) => client.log.peers(),
    method: 'GET',
    path: 'log/peers',
    reply: '[]',
    expected: [],
  },
]);
