import { type HttpReply, isTransportFailure } from '@portkeep/http';

/** What an exchange became, in one line, e.g. `tls/expired CERT_HAS_EXPIRED, unsent`. */
export async function outcomeOf(exchange: Promise<HttpReply>): Promise<string> {
  try {
    const { status, body } = await exchange;
    return `${status} ${body.length > 40 ? `${body.length} letters` : JSON.stringify(body)}`;
  } catch (error) {
    if (!isTransportFailure(error)) throw error;
    const { kind, tlsReason, code, maybeSent } = error;
    return `${kind}${tlsReason ? `/${tlsReason}` : ''} ${code}, ${maybeSent ? 'maybe sent' : 'unsent'}`;
  }
}
