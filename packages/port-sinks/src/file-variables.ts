import { fileMode, textKind, type Variables, variable } from '@portkeep/app-host';

/** `PORT_FILE_MODE` and `PORT_FILE_ON_LOSS`, the same in every app. */
export const fileVariables = {
  portFileMode: variable('PORT_FILE_MODE', {
    description:
      'Octal mode of the port file and the data file, whatever the umask; in YAML in quotes.',
    schema: fileMode,
    fallback: '0644',
    needs: ['PORT_FILE', 'PORT_DATA_FILE'],
  }),
  portFileOnLoss: variable('PORT_FILE_ON_LOSS', {
    description: 'keep the last port in the port file when the lease is lost, or clear the file.',
    schema: textKind('keep or clear', (text) =>
      text === 'keep' || text === 'clear' ? text : undefined,
    ),
    fallback: 'keep',
    needs: ['PORT_FILE'],
  }),
} satisfies Variables;
