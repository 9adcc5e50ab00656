import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const PROGRAM = `
  import { createOutput } from ${JSON.stringify(import.meta.resolve('./output.ts'))};
  const { write } = createOutput('stdout');
  process.on('message', () => {
    write('into a closed pipe\\n');
    setTimeout(() => { write('again\\n'); process.send('alive'); }, 20);
  });
  process.send('ready');
`;

test('a closed output pipe does not end the process', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  child.stdout?.destroy();
  await once(child.stdout ?? child, 'close');
  child.send('go');
  const [answer] = await once(child, 'message');
  expect(answer).toBe('alive');
  child.kill();
});
