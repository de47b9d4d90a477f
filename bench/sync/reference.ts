import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PublicKeyText } from '#contract/upstream.ts';
import type { LinkWish } from './slow-link.ts';

/** What the processes beside the desk say. */
export type Told =
  | { readonly is: 'started'; readonly url: string; readonly caPem: string; readonly keys: ReferenceKeys }
  | { readonly is: 'done' }
  | { readonly is: 'open'; readonly port: number }
  | { readonly is: 'counts'; readonly connections: number; readonly resets: number };

type ReferenceKeys = { readonly sealing: PublicKeyText; readonly signing: PublicKeyText };

/** The reference upstream in a process of its own. */
export type Reference = {
  readonly url: string;
  readonly caPem: string;
  readonly keys: ReferenceKeys;
  approve(desks: readonly string[]): Promise<void>;
  /** Opens a line of this kind to it. */
  link(wish: LinkWish): Promise<OpenLink>;
  close(): Promise<void>;
};

export type OpenLink = {
  readonly url: string;
  counts(): Promise<{ readonly connections: number; readonly resets: number }>;
  close(): Promise<void>;
};

/** @param folder where it may keep what it is sent */
export async function startReference(folder: string): Promise<Reference> {
  const child = beside('reference.process.ts', [folder]);
  const { url, caPem, keys } = await child.hear('started');
  return {
    url,
    caPem,
    keys,
    approve: async (desks) => void (await child.ask(desks, 'done')),
    link: (wish) => openLink(new URL(url).port, wish),
    close: child.close,
  };
}

async function openLink(to: string, wish: LinkWish): Promise<OpenLink> {
  const child = beside('slow-link.process.ts', [to, JSON.stringify(wish)]);
  const { port } = await child.hear('open');
  return { url: `https://localhost:${port}`, counts: () => child.ask('counts', 'counts'), close: child.close };
}

function beside(file: string, given: readonly string[]) {
  const path = fileURLToPath(new URL(`./${file}`, import.meta.url));
  const child = fork(path, [...given], { execArgv: [] });
  const hear = <K extends Told['is']>(is: K): Promise<Extract<Told, { is: K }>> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => {
        const told = message as Told;
        if (told.is === is) resolve(told as Extract<Told, { is: K }>);
        else reject(new Error(`${file} said ${told.is} for ${is}`));
      });
    });
  return {
    hear,
    ask<K extends Told['is']>(question: string | readonly string[], is: K) {
      const answer = hear(is);
      child.send(question);
      return answer;
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await ended;
    },
  };
}
