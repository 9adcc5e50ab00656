import * as v from 'valibot';
import { expect, test } from 'vitest';
import { interfaceName } from './interface-name.ts';

test.each(['piaw', 'a', 'eth0.100', 'br-vpn', 'A_1234567890123'])(
  'the interface name %s is accepted',
  (text) => expect(v.parse(interfaceName, text)).toBe(text),
);

test.each(['', '0eth', '-eth0', 'a/b', 'a b', 'eth0;', 'eth0\n', 'a234567890123456', 'ü'])(
  'the interface name %j is refused',
  (text) => expect(v.is(interfaceName, text)).toBe(false),
);
