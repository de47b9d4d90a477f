/**
 * What follows `desk` on the command line of the installed program (`truc-ban desk verify …`) or of Electron run on the
 * source tree (`electron . desk verify …`); null when a window is wanted.
 */
export function terminalArguments({
  packaged,
  argv,
}: {
  readonly packaged: boolean;
  readonly argv: readonly string[];
}): readonly string[] | null {
  const [first, ...rest] = argv.slice(packaged ? 1 : 2).filter((argument) => !argument.startsWith('--profile='));
  return first === 'desk' ? rest : null;
}
