import { decodeBase64 } from '../decode-base64.ts';

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/**
 * Checks the signature of a list body: the JSON on line 1, without its line end, is signed; the
 * signature follows in base64, in lines.
 *
 * @returns The JSON text, or `undefined` when it is not signed by this key.
 * @throws {TypeError} When the key is not an RSA public key in PEM form (SPKI).
 */
export async function verifyList(body: string, publicKey: string): Promise<string | undefined> {
  const key = await importKey(publicKey);
  const lineEnd = body.indexOf('\n');
  if (lineEnd === -1) return undefined;
  const json = body.slice(0, lineEnd);
  const signature = decodeBase64(body.slice(lineEnd));
  if (signature === undefined) return undefined;
  const signed = new TextEncoder().encode(json);
  const valid = await crypto.subtle.verify(ALGORITHM.name, key, signature, signed);
  return valid ? json : undefined;
}

async function importKey(pem: string): Promise<CryptoKey> {
  const der = decodeBase64(pem.replace(/-----(BEGIN|END) PUBLIC KEY-----/g, ''));
  try {
    if (der !== undefined) {
      return await crypto.subtle.importKey('spki', der, ALGORITHM, false, ['verify']);
    }
  } catch {
    // Falls through: the messages of the runtimes differ, and none of them helps.
  }
  throw new TypeError(
    'Cannot read the key of the server list: it must be an RSA public key in PEM form, beginning with BEGIN PUBLIC KEY',
  );
}
