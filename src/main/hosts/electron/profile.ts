export type Profile = 'demo' | 'training' | 'production';

/** Which profile the program opens: the installed one is for duty; from the sources it is the demo unless `--profile` says otherwise. */
export function profileOf({
  packaged,
  args,
}: {
  readonly packaged: boolean;
  readonly args: readonly string[];
}): Profile {
  const named = args.find((argument) => argument.startsWith('--profile='))?.slice('--profile='.length);
  if (named === 'demo' || named === 'training' || named === 'production') return named;
  return packaged ? 'production' : 'demo';
}
