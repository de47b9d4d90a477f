// Runs one trial until it ends or is killed. Arguments: name of the trial, folder.
import { writeSync } from 'node:fs';
import { longDossierTrial } from './dossier-trial.ts';
import { negativeControls } from './negative-controls.ts';
import { killTrials } from './trials.ts';

const [name = '', folder = ''] = process.argv.slice(2);
// One line, whole in the pipe before the next step begins: what is said here was promised.
const write = (line: string) => void writeSync(1, `${line}\n`);
const clock = () => performance.timeOrigin + performance.now();
await [...killTrials, longDossierTrial, ...negativeControls]
  .find((trial) => trial.name === name)
  ?.run(folder, (line) => {
    // When it began and ended by the clock: whoever reads this may be late.
    if (line.startsWith('begin') || line === 'end') write(`at ${clock()}`);
    write(line);
  });
