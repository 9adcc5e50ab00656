import { expect } from 'vitest';
import { replay } from '../replay.ts';

const BEFORE_5_2 = ['4.5.2', '5.1.4'] as const;

replay([
  {
    exchange: 'clientdata-load',
    call: (client) => client.clientData.load({ keys: ['k'] }),
    unsupported: BEFORE_5_2,
    check: (data) => expect(data).toEqual({ k: { a: 1 } }),
  },
  {
    exchange: 'clientdata-load-all',
    call: (client) => client.clientData.load(),
    unsupported: BEFORE_5_2,
    check: (data) => expect(data).toEqual({ k: { a: 1 } }),
  },
  {
    // With 5.2.3 in recorded-json.test.ts.
    exchange: 'clientdata-store',
    call: (client) => client.clientData.store({ data: { k: { a: 1 } } }),
    only: BEFORE_5_2,
    unsupported: BEFORE_5_2,
  },
]);
