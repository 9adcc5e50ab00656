import * as clientData from '../../src/endpoints/client-data/index.ts';
import { describeCalls } from '../sent-calls.ts';

describeCalls('clientdata', clientData, [
  {
    name: 'clientData.load',
    call: (client) => client.clientData.load({ keys: ['portkeep', 'no "such"'] }),
    method: 'POST',
    path: 'clientdata/load',
    params: { keys: '["portkeep","no \\"such\\""]' },
    reply: '{"portkeep":{"a":[1]}}',
    expected: { portkeep: { a: [1] } },
  },
  {
    name: 'clientData.load',
    call: (client) => client.clientData.load(),
    method: 'POST',
    path: 'clientdata/load',
    version: '2.13.1',
    reply: '{}',
    expected: {},
  },
  {
    name: 'clientData.store',
    call: (client) => client.clientData.store({ data: { portkeep: { a: 'é&' }, old: null } }),
    method: 'POST',
    path: 'clientdata/store',
    params: { data: '{"portkeep":{"a":"é&"},"old":null}' },
    status: 204,
    expected: undefined,
  },
]);
