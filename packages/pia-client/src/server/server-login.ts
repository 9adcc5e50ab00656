import * as v from 'valibot';
import { HostAddress } from '../host-address.ts';
import { isText } from '../is-text.ts';
import { PiaError } from '../pia-error.ts';
import { ADD_KEY } from './add-key-action.ts';

/** The login for a dedicated IP, which takes the place of the account's token. */
export interface DedicatedIpLogin {
  /** The token of the dedicated IP (`DIP…`). */
  readonly token: string;
  /** The dedicated IPv4 address. */
  readonly address: string;
}

/** The login at a server: the account's token, or a dedicated IP. */
export type ServerLogin =
  | {
      /** The account's token. */
      readonly token: string;
      readonly dedicatedIp?: undefined;
    }
  | {
      /** The dedicated IP, on its own server. */
      readonly dedicatedIp: DedicatedIpLogin;
      readonly token?: undefined;
    };

/** How a login travels: a token in the query, a dedicated IP in HTTP Basic authentication. */
interface Credentials {
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What Basic authentication can carry as part of a user name. */
const DIP_TOKEN = /^[!-9;-~]+$/;

/** @throws {PiaError} `PIA_LOGIN_EXPIRED` when a part is missing or cannot be sent. */
export function serverCredentials(login: ServerLogin): Credentials {
  const { token, dedicatedIp } = login ?? {};
  if (dedicatedIp === undefined) {
    if (!isText(token)) throw noLogin('no token is given', 'log in for one, with getToken()');
    return { query: { pt: token }, headers: {} };
  }
  const dipToken = isText(dedicatedIp?.token) ? dedicatedIp.token.trim() : '';
  if (!DIP_TOKEN.test(dipToken) || !v.is(HostAddress, dedicatedIp.address)) {
    throw noLogin(
      'the token or the address of the dedicated IP is missing or not valid',
      'give both as getDedicatedIps() returned them',
    );
  }
  const basic = btoa(`dedicated_ip_${dipToken}:${dedicatedIp.address}`);
  return { query: {}, headers: { authorization: `Basic ${basic}` } };
}

function noLogin(problem: string, advice: string): PiaError {
  return new PiaError('PIA_LOGIN_EXPIRED', `${ADD_KEY}: ${problem}`, advice);
}
