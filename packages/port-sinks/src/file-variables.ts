import { fileMode, textKind, type Variables, variable } from '@portkeep/app-host';

/** `PORT_FILE_MODE` and `PORT_FILE_ON_LOSS`, the same in every app. */
export const fileVariables = {
  portFileMode: variable('PORT_FILE_MODE', {
    description:
      'Octal mode of the port file and the data file, regardless of the umask. Quote it in YAML.',
    schema: fileMode,
    fallback: '0644',
    needs: ['PORT_FILE', 'PORT_DATA_FILE'],
  }),
  portFileOnLoss: variable('PORT_FILE_ON_LOSS', {
    description:
      'What to do with the port file when the port is lost: keep the last port in it, or clear it.',
    schema: textKind('keep or clear', (text) =>
      text === 'keep' || text === 'clear' ? text : undefined,
    ),
    fallback: 'keep',
    needs: ['PORT_FILE'],
  }),
} satisfies Variables;
