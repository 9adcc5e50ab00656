/** One name for each failure where the runtimes have several. */
const SAME: readonly (readonly [codes: RegExp, code: string])[] = [
  [/^(UND_ERR_SOCKET|ConnectionClosed|EPIPE|ECONNABORTED|ERR_SOCKET_CLOSED)$/, 'ECONNRESET'],
  [/^ConnectionRefused$/, 'ECONNREFUSED'],
  [/^(FailedToOpenSocket|EAI_\w+)$/, 'ENOTFOUND'],
  [/^UND_ERR_\w+_TIMEOUT$/, 'ETIMEDOUT'],
  [/^(HPE_\w+|UND_ERR_(HEADERS_OVERFLOW|RES_\w+))$/, 'HPE_INVALID'],
  [/^(Malformed_HTTP_Response|Invalid(HTTPResponse|ContentLength))$/, 'HPE_INVALID'],
  [/^UnrequestedUpgrade$/, 'ERR_REPLY_UPGRADE'],
  [/^ERR_SSL_\w+_CERTIFICATE_REQUIRED$/, 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
  [/^UNHANDLED_CRITICAL_EXTENSION$/, 'UNSPECIFIED'],
];

/** The name that a code has on each runtime. */
export function sameCode(code: string): string {
  return SAME.find(([codes]) => codes.test(code))?.[1] ?? code;
}
