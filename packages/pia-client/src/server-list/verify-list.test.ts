import { createHash, generateKeyPairSync } from 'node:crypto';
import { rejection } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { LIST_KEY, signedText } from '../../test/signed-list.ts';
import { PIA_SERVER_LIST_KEY } from './list-key.ts';
import { verifyList } from './verify-list.ts';

const JSON_TEXT = '{"regions":[],"name":"Côte d’Ivoire"}';
const SIGNED = signedText(JSON_TEXT);

test('verifyList() gives the signed text', async () => {
  expect(await verifyList(SIGNED, LIST_KEY)).toBe(JSON_TEXT);
});

test.each([
  ['one letter more', SIGNED.replace('}\n', '} \n')],
  ['another letter', SIGNED.replace('Ivoire', 'Ivoirf')],
  ['no signature', `${JSON_TEXT}\n\n`],
  ['no line end', JSON_TEXT],
  ['a signature that is not base64', `${JSON_TEXT}\n\nä\n`],
  ['half a signature', SIGNED.slice(0, -100)],
  ['nothing', ''],
])('verifyList() refuses %s', async (_what, body) => {
  expect(await verifyList(body, LIST_KEY)).toBeUndefined();
});

test('verifyList() refuses a list that another key signed', async () => {
  expect(await verifyList(SIGNED, PIA_SERVER_LIST_KEY)).toBeUndefined();
});

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
test.each([
  ['', 'nothing'],
  ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'a broken key'],
  [publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'a key that is not RSA'],
])('verifyList() reports a key that cannot be used: %#', async (key) => {
  const error = await rejection(() => verifyList(SIGNED, key));
  expect(error).toBeInstanceOf(TypeError);
});

test('PIA_SERVER_LIST_KEY is the key that PIA signs with', () => {
  const der = Buffer.from(PIA_SERVER_LIST_KEY.replace(/-----.*-----/g, ''), 'base64');
  expect(createHash('sha256').update(der).digest('hex')).toBe(
    'd765bfaff4cac2a98c82f597b1a7c26ba20423000e3c551f63683b999fc7851f',
  );
});
