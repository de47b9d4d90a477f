import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The bytes of a WebAssembly file of a package, from this machine's disk: nothing is ever fetched. */
export function wasmFile(specifier: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(require.resolve(specifier)));
}

/** The same, compiled. */
export function wasmModule(specifier: string): WebAssembly.Module {
  return new WebAssembly.Module(wasmFile(specifier));
}
