import { findBrowser, surroundings } from '#main/hosts/browser-path.ts';
import { standardOutput } from './output.ts';
import { runInTerminal } from './run-in-terminal.ts';

// `npm run desk`: the source tree's desk is the demo's unless `--profile` says otherwise, as with `npm start`.
process.exitCode = await runInTerminal({
  args: process.argv.slice(2),
  output: standardOutput,
  desk: { profile: 'demo', host: 'web', findBrowser: () => findBrowser(surroundings) },
});
