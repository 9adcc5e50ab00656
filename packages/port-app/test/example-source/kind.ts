import { type App, filePath, type Variable, variable } from '@portkeep/app-host';
import type { SourceKind } from '@portkeep/port-app';

type VpnFileVariables = { readonly vpnFile: Variable<string> };
type VpnFileHost = { readonly app: Pick<App<VpnFileVariables>, 'values'> };

/** A port that the VPN's own program keeps, and writes to a file. */
export const vpnFile: SourceKind<
  VpnFileVariables,
  Record<never, never>,
  VpnFileHost,
  VpnFileHost
> = {
  name: 'vpn-file',
  variables: {
    vpnFile: variable('VPN_FILE', {
      description: 'The file that holds the port.',
      schema: filePath,
      required: true,
    }),
  },
  stateEntries: {},
  describe: (values) => values.vpnFile,
  async open({ app }) {
    const { vpnFileSource } = await import('./vpn-file-source.ts');
    return vpnFileSource(app.values.vpnFile);
  },
  async examine({ app }) {
    const { vpnFileSteps } = await import('./vpn-file-steps.ts');
    return vpnFileSteps(app.values.vpnFile);
  },
};
