import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeMappingReply, encodeMappingPacket } from './mapping-packet.ts';

const protocol = fc.constantFrom('tcp', 'udp');
const u16 = fc.integer({ min: 0, max: 0xffff });
const u32 = fc.integer({ min: 0, max: 0xffff_ffff });

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

test('the bytes are those of a recorded exchange', () => {
  const request = { protocol: 'tcp', internalPort: 7001, externalPort: 0, lifetimeSeconds: 60 };
  expect(hex(encodeMappingPacket({ ...request, protocol: 'tcp' }))).toBe(
    '000200001b5900000000003c',
  );
  expect(decodeMappingReply(bytesOf('0082 0000 0000002d 1b59 1b59 0000003c'))).toEqual({
    kind: 'granted',
    protocol: 'tcp',
    epochSeconds: 45,
    internalPort: 7001,
    externalPort: 7001,
    lifetimeSeconds: 60,
  });
});

test('a request has 12 bytes, each field in its place', () => {
  const packet = fc.record({
    protocol,
    internalPort: u16,
    externalPort: u16,
    lifetimeSeconds: u32,
  });
  fc.assert(
    fc.property(packet, (request) => {
      const bytes = Buffer.from(encodeMappingPacket(request));
      expect(bytes.length).toBe(12);
      expect([bytes[0], bytes[1]]).toEqual([0, request.protocol === 'udp' ? 1 : 2]);
      expect(bytes.readUInt16BE(2)).toBe(0);
      expect(bytes.readUInt16BE(4)).toBe(request.internalPort);
      expect(bytes.readUInt16BE(6)).toBe(request.externalPort);
      expect(bytes.readUInt32BE(8)).toBe(request.lifetimeSeconds);
    }),
  );
});

test('a grant is read back, wherever it lies in its buffer', () => {
  const grant = fc.record({
    protocol,
    epochSeconds: u32,
    internalPort: u16,
    externalPort: u16,
    lifetimeSeconds: u32,
  });
  fc.assert(
    fc.property(grant, fc.nat(8), (fields, offset) => {
      const whole = Buffer.alloc(offset + 20, 0xff);
      whole.writeUInt8(0, offset);
      whole.writeUInt8(fields.protocol === 'udp' ? 129 : 130, offset + 1);
      whole.writeUInt16BE(0, offset + 2);
      whole.writeUInt32BE(fields.epochSeconds, offset + 4);
      whole.writeUInt16BE(fields.internalPort, offset + 8);
      whole.writeUInt16BE(fields.externalPort, offset + 10);
      whole.writeUInt32BE(fields.lifetimeSeconds, offset + 12);
      expect(decodeMappingReply(whole.subarray(offset))).toEqual({ kind: 'granted', ...fields });
    }),
  );
});

test('no bytes make it fail, and only 16 of them make a grant', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 24 }), (bytes) => {
      const reply = decodeMappingReply(bytes);
      if (reply !== undefined) expect(bytes.length).toBeGreaterThanOrEqual(8);
      if (reply?.kind === 'granted') expect(bytes.length).toBeGreaterThanOrEqual(16);
    }),
  );
});

test.each([
  ['cut off after 8 bytes', '0082 0000 0000002d'],
  ['a request', '0002 0000 0000002d 1b59 1b59 0000003c'],
  ['of the external address', '0080 0000 0000002d cb007101 00000000'],
  ['of another version', '0282 0000 0000002d 1b59 1b59 0000003c'],
  ['too short for a result', '0082 0002'],
])('a reply that is %s is none', (_, text) => {
  expect(decodeMappingReply(bytesOf(text))).toBeUndefined();
});

test.each([
  ['0081 0002 0000002d 1b59 0000 00000000', { protocol: 'udp', resultCode: 2 }],
  ['0282 0001 0000002d', { protocol: 'tcp', resultCode: 1 }],
])('the refusal %s is read', (text, refusal) => {
  expect(decodeMappingReply(bytesOf(text))).toEqual({ kind: 'refused', ...refusal });
});
