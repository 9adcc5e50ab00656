import type { CommandOptions } from '@portkeep/app-host';

/** The options of `conf`, by their names. */
export const confOptions: CommandOptions[string] = {
  style: {
    value: ['wg-quick', 'gluetun'],
    description: 'The program that the configuration is for. Default: wg-quick.',
  },
  region: { value: 'ID', description: 'The region, instead of PIA_REGIONS and PIA_DIP_TOKEN.' },
};
