import type { Access } from '#contract/evidence.ts';
import { concat } from '#domain/bytes.ts';
import type { Channel, Response } from './apdu.ts';
import type { GuardedLink } from './card-link.ts';
import { type Opener, selectApplication } from './chip-access.ts';
import type { BlockLength } from './chunks.ts';
import { endSession, type Session, secureMessaging } from './secure-messaging.ts';

/** The opened chip as the read sees it: one channel, whatever session it is under at the moment. */
export type ChipConnection = {
  readonly channel: Channel;
  readonly block: () => BlockLength;
  /** Opens the chip and selects its application. @throws as `Opener.open` does */
  open(): Promise<Access>;
  /** Powers the card off and on and opens it again. @throws as `Opener.open` does */
  reopen(): Promise<Access>;
  /** Goes on under the session of chip authentication; `onFirst` gets its first response (data and SW) as it came. */
  replaceSession(session: Session, onFirst: (response: Uint8Array) => void): void;
  /** Ends the session and zeroes its keys; to be called when the read is over. */
  end(): void;
};

/** A connection that is opened by `opener` over `link`. */
export function createConnection(link: GuardedLink, opener: Opener): ChipConnection {
  let session: Session | null = null;
  let channel: Channel = link.channel;
  const use = (next: Session | null, over: Channel): void => {
    if (session !== null) endSession(session);
    session = next;
    channel = next === null ? over : secureMessaging(over, next);
  };
  const open = async (): Promise<Access> => {
    const opened = await opener.open();
    use(opened.session, link.channel);
    // PACE opens the card, not the application: that is selected under its session (ICAO 9303-11 §4.2).
    if (opened.access.protocol === 'pace') await selectApplication(channel);
    return opened.access;
  };
  return {
    channel: (command) => channel(command),
    block: () => (session === null ? null : session.suite.blockLength),
    open,
    async reopen() {
      use(null, link.channel);
      await link.reset();
      return open();
    },
    replaceSession(next, onFirst) {
      use(next, telling(link.channel, onFirst));
    },
    end: () => use(null, link.channel),
  };
}

function telling(channel: Channel, onFirst: (response: Uint8Array) => void): Channel {
  let told = false;
  return async (command) => {
    const response = await channel(command);
    if (!told) onFirst(rawOf(response));
    told = true;
    return response;
  };
}

function rawOf({ data, sw }: Response): Uint8Array {
  return concat(data, Uint8Array.of(sw >> 8, sw & 0xff));
}
