import { booleanFlag, commaSeparated, httpsUrl, pemFile, variable } from '@portkeep/app-host';
import { PIA_SERVER_LIST_URLS, PIA_TOKEN_URL } from '@portkeep/pia-client/core';
import { loginVariables } from './login-variables.ts';

/** The variables of every app that uses PIA: the account, and how its servers are recognised. */
export const piaVariables = {
  ...loginVariables,
  ca: variable('PIA_CA_FILE', {
    description:
      'PEM file of the CA that gateways are verified with. Unset: PIA’s own, which is built in.',
    schema: pemFile('certificate'),
  }),
  requireListed: variable('PIA_REQUIRE_LISTED', {
    description:
      'Send no token to a gateway that is not on PIA’s signed server list. A verified list is used for 7 days; without one, no new port is requested.',
    schema: booleanFlag,
    fallback: 'false',
  }),
  tokenUrl: variable('PIA_TOKEN_URL', {
    description: 'Where to log in: an https URL, or http on loopback.',
    schema: httpsUrl,
    fallback: PIA_TOKEN_URL,
  }),
  serverListUrls: variable('PIA_SERVER_LIST_URLS', {
    description: 'PIA’s signed server lists, separated by commas; all are read at the same time.',
    schema: commaSeparated(
      'https URLs separated by commas (http is accepted for a loopback address only)',
      httpsUrl,
    ),
    fallback: PIA_SERVER_LIST_URLS.join(','),
  }),
  serverListKey: variable('PIA_SERVER_LIST_KEY_FILE', {
    description: 'PEM file of the public key that server lists are signed with. Unset: PIA’s own.',
    schema: pemFile('RSA public key'),
  }),
};
