import type { webcrypto } from 'node:crypto';
import type { FakeClock } from '@portkeep/port-lease/testing';

const { subtle } = crypto;
const importKey = subtle.importKey.bind(subtle);
const verify = subtle.verify.bind(subtle);
const keys = new Map<string, webcrypto.CryptoKey>();
const verdicts = new Map<string, boolean>();

type ImportSpki = (
  format: 'spki',
  key: webcrypto.BufferSource,
  algorithm: webcrypto.RsaHashedImportParams,
  extractable: boolean,
  usages: webcrypto.KeyUsage[],
) => Promise<webcrypto.CryptoKey>;

/**
 * Stops a simulated clock while WebCrypto works outside JavaScript, and makes it check each list
 * only once, so that a run with the same seed takes the same steps however busy the machine is.
 */
export function holdSignatureChecks(clock: FakeClock): void {
  const once = async <T>(known: Map<string, T>, id: string, work: () => Promise<T>) => {
    const value = known.get(id) ?? (await clock.hold(work()));
    known.set(id, value);
    return value;
  };
  const hasten: Pick<webcrypto.SubtleCrypto, 'verify'> & { importKey: ImportSpki } = {
    importKey: (...args) => once(keys, text(args[1]), () => importKey(...args)),
    verify: (...args) => once(verdicts, `${text(args[2])} ${text(args[3])}`, () => verify(...args)),
  };
  Object.assign(subtle, hasten);
}

function text(bytes: webcrypto.BufferSource): string {
  const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('latin1');
}
