import { portNumber, textKind, type Values, variable, wholeSeconds } from '@portkeep/app-host';
import { piaVariables } from '@portkeep/pia-lease';
import * as v from 'valibot';

const LONGEST_INTERVAL = 900;

const ipv4 = textKind('an IPv4 address such as 10.9.128.1', (text) =>
  v.is(v.pipe(v.string(), v.ipv4()), text) ? text : undefined,
);
const hostname = textKind('a name such as amsterdam447', (text) =>
  /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text) ? text : undefined,
);

/** The variables of a port from PIA's gateway in a tunnel that another program keeps. */
export const piaSourceVariables = {
  ...piaVariables,
  refreshSeconds: variable('PORT_FORWARD_REFRESH_INTERVAL', {
    description:
      'How often to bind the port, in seconds, at least 1. More than 900 counts as 900, because PIA drops a port 15 minutes after its last bind.',
    schema: wholeSeconds({ min: 1 }),
    fallback: '900',
    adjust: (seconds) =>
      seconds <= LONGEST_INTERVAL
        ? { value: seconds }
        : {
            value: LONGEST_INTERVAL,
            warning: `is more than ${LONGEST_INTERVAL} s, after which PIA drops the port; ${LONGEST_INTERVAL} s is used`,
          },
  }),
  gateway: variable('PIA_GATEWAY', {
    description:
      'Address of the PIA gateway inside the tunnel. Unset: found from the tunnel’s routes and addresses.',
    schema: ipv4,
  }),
  gatewayPort: variable('PIA_GATEWAY_PORT', {
    description: 'TCP port of the gateway’s API.',
    schema: portNumber,
    fallback: '19999',
  }),
  hostname: variable('PIA_HOSTNAME', {
    description:
      'The only accepted name (cn) in the gateway’s certificate. Unset: the name in the verified certificate.',
    schema: hostname,
  }),
};

export type PiaSourceVariables = typeof piaSourceVariables;
export type PiaSourceValues = Values<PiaSourceVariables>;
