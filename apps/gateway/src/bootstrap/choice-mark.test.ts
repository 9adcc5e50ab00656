import { expect, test } from 'vitest';
import { valuesOf } from '../../test/tunnel-scene.ts';
import { choiceMark } from './choice-mark.ts';

const mark = (environment: Readonly<Record<string, string | undefined>>, salt = 'salt') =>
  choiceMark(valuesOf(environment), salt);

test('the mark of a choice differs with everything that a server is chosen by, and has no secret', () => {
  const token = 'DIP-secret';
  const marks = [
    mark({}),
    mark({ FORWARD_TO: undefined }),
    mark({ PIA_REGIONS: 'de' }),
    mark({ PIA_REGIONS: 'de,nl' }),
    mark({ TUNNEL_DNS: '127.0.0.1' }),
    mark({ PIA_DIP_TOKEN: token }),
    mark({ PIA_DIP_TOKEN: 'another' }),
    mark({ PIA_DIP_TOKEN: token }, 'other salt'),
  ];
  expect(new Set(marks).size).toBe(marks.length);
  expect(marks.join()).not.toContain('secret');
  expect(mark({ PIA_REGIONS: 'DE', FORWARD_TO: '10.100.0.11' })).toBe(mark({ PIA_REGIONS: 'de' }));
});
