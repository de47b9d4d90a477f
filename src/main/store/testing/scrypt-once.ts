import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

// Imported for what it does: in this process, scrypt works out the same secret with the same salt at the same cost once, and
// says the same again afterwards. Each answer is the real one, at the real cost; tests that sign somebody in forty times wait
// for it once.

const real = crypto.scrypt;
const answers = new Map<string, Promise<Buffer>>();

function scryptOnce(
  secret: string,
  salt: Uint8Array,
  length: number,
  options: crypto.ScryptOptions,
  done: (error: Error | null, key: Buffer) => void,
): void {
  const question = JSON.stringify([secret, Buffer.from(salt).toString('hex'), length, options]);
  let answer = answers.get(question);
  if (!answer) {
    answer = new Promise((resolve, reject) => {
      real(secret, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
    });
    answers.set(question, answer);
  }
  // Whoever asks may wipe what they are given.
  answer.then(
    (key) => done(null, Buffer.from(key)),
    (error) => done(error, Buffer.alloc(0)),
  );
}

Object.assign(crypto, { scrypt: scryptOnce });
syncBuiltinESMExports();
