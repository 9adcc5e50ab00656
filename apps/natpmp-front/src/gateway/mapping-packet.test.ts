import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GatewayFailure } from './gateway-failure.ts';
import { encodeMapping } from './mapping-packet.ts';
import { addressQuestion, mappingQuestion } from './question.ts';

const protocol = fc.constantFrom('tcp', 'udp');
const u16 = fc.integer({ min: 0, max: 0xffff });
const u32 = fc.integer({ min: 0, max: 0xffff_ffff });

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** A question for a mapping, of which only the target matters for its answer. */
const questionFor = (protocol: 'tcp' | 'udp', internalPort: number) =>
  mappingQuestion({ protocol, internalPort, lifetimeSeconds: 60 }, () => 0);

test('the bytes of a mapping are those of a recorded exchange', () => {
  const { write, read } = questionFor('tcp', 7001);
  expect(hex(write())).toBe('000200001b5900000000003c');
  expect(read(bytesOf('0082 0000 0000002d 1b59 1b59 0000003c'))).toEqual({
    protocol: 'tcp',
    epochSeconds: 45,
    internalPort: 7001,
    externalPort: 7001,
    lifetimeSeconds: 60,
  });
});

test('the bytes of a question for the address are those of RFC 6886', () => {
  const { write, read } = addressQuestion();
  expect(hex(write())).toBe('0000');
  const answer = { address: '203.0.113.1', epochSeconds: 45 };
  expect(read(bytesOf('0080 0000 0000002d cb007101'))).toEqual(answer);
  expect(read(bytesOf('0080 0000 0000002d cb0071'))).toBeUndefined();
  expect(read(bytesOf('0082 0000 0000002d 1b59 1b59 0000003c'))).toBeUndefined();
  expect(() => read(bytesOf('0080 0003 0000002d 00000000'))).toThrow('network-failure');
});

test('a request for a mapping has 12 bytes, each field in its place', () => {
  const packet = fc.record({
    protocol,
    internalPort: u16,
    externalPort: u16,
    lifetimeSeconds: u32,
  });
  fc.assert(
    fc.property(packet, (request) => {
      const bytes = Buffer.from(encodeMapping(request));
      expect(bytes.length).toBe(12);
      expect([bytes[0], bytes[1]]).toEqual([0, request.protocol === 'udp' ? 1 : 2]);
      expect(bytes.readUInt16BE(2)).toBe(0);
      expect(bytes.readUInt16BE(4)).toBe(request.internalPort);
      expect(bytes.readUInt16BE(6)).toBe(request.externalPort);
      expect(bytes.readUInt32BE(8)).toBe(request.lifetimeSeconds);
    }),
  );
});

test('a grant is read back, wherever it lies in its buffer, and by no other question', () => {
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
      const packet = whole.subarray(offset);
      expect(questionFor(fields.protocol, fields.internalPort).read(packet)).toEqual(fields);
      const other = fields.protocol === 'tcp' ? 'udp' : 'tcp';
      expect(questionFor(other, fields.internalPort).read(packet)).toBeUndefined();
      expect(questionFor(fields.protocol, fields.internalPort ^ 1).read(packet)).toBeUndefined();
    }),
  );
});

test('whatever bytes arrive, only 16 or more of them can be a grant, and 8 or more a refusal', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 24 }), (bytes) => {
      try {
        const grant = questionFor('tcp', 7001).read(bytes);
        if (grant !== undefined) expect(bytes.length).toBeGreaterThanOrEqual(16);
      } catch (error) {
        expect(error).toBeInstanceOf(GatewayFailure);
        expect(bytes.length).toBeGreaterThanOrEqual(8);
      }
    }),
  );
});

test.each([
  ['cut off after 8 bytes', '0082 0000 0000002d'],
  ['a request', '0002 0000 0000002d 1b59 1b59 0000003c'],
  ['of the external address', '0080 0000 0000002d cb007101 00000000'],
  ['of another version', '0282 0000 0000002d 1b59 1b59 0000003c'],
  ['too short for a result', '0082 0002'],
])('a reply that is %s is not taken for the answer', (_, text) => {
  expect(questionFor('tcp', 7001).read(bytesOf(text))).toBeUndefined();
});

test.each([
  ['udp', '0081 0002 0000002d 1b59 0000 00000000', { reason: 'not-authorized', resultCode: 2 }],
  ['tcp', '0282 0001 0000002d', { reason: 'unsupported-version', resultCode: 1 }],
] as const)('a refusal for %s is read: %s', (of, text, refusal) => {
  const read = () => questionFor(of, 7001).read(bytesOf(text));
  expect(read).toThrow(expect.objectContaining(refusal));
});
