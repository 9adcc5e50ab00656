import * as v from 'valibot';
import { readConfigurationFile } from '../read-configuration-file.ts';

type Content = 'certificate' | 'RSA public key';

/** Loaded only if a file is configured, to save memory. */
const crypto = () => process.getBuiltinModule('node:crypto');

/** Each throws for a text that the clients cannot use. */
const CHECKS: Readonly<Record<Content, (text: string) => unknown>> = {
  certificate: (text) => new (crypto().X509Certificate)(text),
  'RSA public key'(text) {
    // createPublicKey would also accept a certificate or a private key.
    if (!text.includes('-----BEGIN PUBLIC KEY-----')) throw new TypeError('not a public key');
    if (crypto().createPublicKey(text).asymmetricKeyType !== 'rsa')
      throw new TypeError('not an RSA key');
  },
};

/**
 * The path of a PEM file; the value is the file's text. It is read with the rest of the configuration, so
 * that problems with it are listed with all others.
 */
export function pemFile(content: Content): v.GenericSchema<string, string> {
  return v.pipe(
    v.string(),
    v.rawTransform<string, string>(({ dataset: { value: path }, addIssue, NEVER }) => {
      let text: string;
      try {
        text = readConfigurationFile(path);
      } catch {
        addIssue({ message: `cannot be read: ${path}; check that it is mounted` });
        return NEVER;
      }
      try {
        CHECKS[content](text);
      } catch {
        addIssue({ message: `must be a PEM file; ${path} holds no ${content}` });
        return NEVER;
      }
      return text;
    }),
  );
}
