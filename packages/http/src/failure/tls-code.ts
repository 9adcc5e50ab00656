/** What OpenSSL and rustls say of a handshake that failed. */
const TEXTS: readonly (readonly [text: RegExp, code: string])[] = [
  [/received corrupt message of type|wrong version number/i, 'ERR_SSL_WRONG_VERSION_NUMBER'],
  [
    /alert:? ?protocol ?version|unsupported protocol|peer is incompatible/i,
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  ],
  [/alert:? ?certificate ?required/i, 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
  [/alert:? ?handshake ?failure/i, 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
];

/** The code of a failed handshake, from the text of an error that has none, or a vague one. */
export function tlsCode(message: string): string | undefined {
  return TEXTS.find(([text]) => text.test(message))?.[1];
}
