import { runApp } from '../src/app/run-app.ts';
import { filePath } from '../src/environment/kinds/file-path.ts';
import { variable } from '../src/environment/variable.ts';
import { privilegeVariables } from '../src/privileges/privilege-variables.ts';

/** An app that may be started as root and prints its user. */
runApp({
  name: 'portkeep-root',
  version: '1.2.3',
  help: 'An example.',
  variables: {
    file: variable('PORT_FILE', { description: 'A file.', schema: filePath }),
    password: variable('PASSWORD', { description: 'A password.', secret: true }),
    ...privilegeVariables,
  },
  files: ['file'],
  commands: {
    async run({ print }) {
      const who = {
        uid: process.getuid?.(),
        gid: process.getgid?.(),
        groups: process.getgroups?.(),
        umask: process.umask(),
        home: process.env.HOME,
      };
      print(`${JSON.stringify(who)}\n`);
    },
  },
});
