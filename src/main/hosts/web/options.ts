import { parseArgs } from 'node:util';
import { findBrowser, type Surroundings } from '#main/hosts/browser-path.ts';
import { sandboxPolicy } from './browser.ts';
import { messages } from './messages.ts';

export type Plan =
  | { readonly act: 'refuse'; readonly say: string; readonly exitCode: 1 | 2 }
  | { readonly act: 'address'; readonly profile: Profile; readonly say: string }
  | {
      readonly act: 'window';
      readonly profile: Profile;
      readonly browser: string;
      readonly sandbox: 'sandboxed' | 'unsandboxed';
    };
type Profile = 'demo' | 'training';

/** What the command line asks for, as far as this host may do it: never a production profile, never a browser window as root. */
export function planStart(args: readonly string[], surroundings: Surroundings): Plan {
  const flags = parseFlags(args);
  if (!flags) return { act: 'refuse', say: messages.usage, exitCode: 2 };
  if (flags.profile === 'production') return { act: 'refuse', say: messages.production, exitCode: 2 };
  const { profile } = flags;
  if (flags.addressOnly) return { act: 'address', profile, say: '' };
  const sandbox = sandboxPolicy(surroundings);
  if (sandbox === 'refused') return { act: 'refuse', say: messages.root(surroundings.env.SUDO_USER), exitCode: 1 };
  const browser = findBrowser(surroundings);
  return browser ? { act: 'window', profile, browser, sandbox } : { act: 'address', profile, say: messages.noBrowser };
}

function parseFlags(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { profile: { type: 'string', default: 'demo' }, 'address-only': { type: 'boolean', default: false } },
    });
    const { profile } = values;
    if (profile !== 'demo' && profile !== 'training' && profile !== 'production') return null;
    return { profile, addressOnly: values['address-only'] } as const;
  } catch {
    return null;
  }
}
