import { concat } from '../bytes.ts';

const encoder = new TextEncoder();

/** One indirect object: a dictionary (or anything) as text, and a stream's bytes or null. */
export type PdfObject = { readonly head: string; readonly stream: Uint8Array | null };

/** Text as PDF wants it: UTF-16 with its mark, in hexadecimal (ISO 32000-1 §7.9.2.2). */
export function pdfText(text: string): string {
  let hex = 'FEFF';
  for (let index = 0; index < text.length; index++) hex += text.charCodeAt(index).toString(16).padStart(4, '0');
  return `<${hex.toUpperCase()}>`;
}

/**
 * Writes objects, numbered from 1 on, as a file of PDF 1.7 with a classic cross-reference table (ISO 32000-1 §7.5). `trailer` is what
 * the trailer says besides its size.
 */
export function writePdf(objects: readonly PdfObject[], trailer: string): Uint8Array {
  // Four bytes above 127 behind the header say that the file is not text (ISO 19005-2 §6.1.2).
  const parts: Uint8Array[] = [encoder.encode('%PDF-1.7\n'), Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a)];
  const offsets: number[] = [];
  let length = parts.reduce((sum, part) => sum + part.length, 0);
  const add = (part: Uint8Array) => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach(({ head, stream }, index) => {
    offsets.push(length);
    add(encoder.encode(`${index + 1} 0 obj\n${head}\n`));
    if (stream !== null) add(concat(encoder.encode('stream\n'), stream, encoder.encode('\nendstream\n')));
    add(encoder.encode('endobj\n'));
  });
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  add(encoder.encode(`xref\n0 ${size}\n0000000000 65535 f \n${rows}`));
  add(encoder.encode(`trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return concat(...parts);
}
