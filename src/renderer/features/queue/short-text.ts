/** A long code with its middle left out: enough to find it again, not to check it. */
export function shortened(text: string, { head = 48, tail = 24 } = {}): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`;
}
