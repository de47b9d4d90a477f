import type { Permission, Purpose } from '#contract/officers.ts';
import type { ComposeOptions, Desk } from '#main/compose.ts';
import type { SignIn } from '#services/office.ts';
import type { Arguments, OptionName } from './options.ts';
import type { Output } from './output.ts';
import type { Arrival, Office } from './session.ts';

/** What a command works with. Nothing is opened before it is asked for: some commands need no desk. */
export type Context = {
  readonly output: Output;
  readonly json: boolean;
  /**
   * The desk with nobody signed in by this command; the first to ask says whether it looks for scanners, and in the demo whether its
   * upstream is started.
   * @throws FailureError `storage.*`
   */
  desk(looks?: Pick<ComposeOptions, 'withScanners' | 'demoUpstream'>): Promise<Desk>;
  /** The desk with an officer who may do this. @throws FailureError `session.*`, `storage.*`; UsageError without an officer */
  office(permission: Permission | null): Promise<Office>;
  /** The officer named, signed in by secret, also where they must choose another first. @throws as `office` */
  arrive(): Promise<Arrival>;
  /** Who is at this terminal, for what is asked of a desk that nobody can sign in to. @throws UsageError */
  whoIs(permission: Permission): Promise<SignIn>;
  /** Why people are looked at. @throws UsageError when that was not said */
  purpose(): Purpose;
  /** The secret of the officer or the one who approves, or a new one for somebody. @throws UsageError */
  secret(of: WantedSecret): Promise<string>;
  /** Does something that Ctrl+C stops in good order. */
  stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
};

/** Whose secret is asked for; `new` ones are typed twice. */
export type WantedSecret =
  | { readonly kind: 'own'; readonly officer: string }
  | { readonly kind: 'approver'; readonly officer: string }
  | { readonly kind: 'new'; readonly officer: string };

/** How a command line is understood and run. `synopsis` and `does` are what `help` says. */
export type CommandSpec<R> = {
  /** One or two words. */
  readonly name: string;
  readonly synopsis: string;
  readonly does: string;
  /** Options it takes besides the common ones. */
  readonly options: readonly OptionName[];
  /** What is asked for. @throws UsageError */
  understand(args: Arguments): R;
  /** Returns the exit code. @throws FailureError, UsageError */
  run(context: Context, request: R): Promise<number>;
};

/** A command whose request is understood: ready to run. */
export type Understood = { readonly request: unknown; run(context: Context): Promise<number> };

/** A command of the table, whatever its request is. */
export type Command = Pick<CommandSpec<unknown>, 'name' | 'synopsis' | 'does' | 'options'> & {
  understand(args: Arguments): Understood;
};

/** Puts a command into the table's form. */
export function command<R>({ understand, run, ...spec }: CommandSpec<R>): Command {
  return {
    ...spec,
    understand(args) {
      const request = understand(args);
      return { request, run: (context) => run(context, request) };
    },
  };
}
