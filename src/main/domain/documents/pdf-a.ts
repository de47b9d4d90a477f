import { FailureError, failure } from '#contract/failures.ts';
import { concat, toHex } from '../bytes.ts';
import { hash } from '../crypto/hash.ts';
import { jpegFrame } from './jpeg-frame.ts';
import { type PdfObject, pdfText, writePdf } from './pdf-objects.ts';
import { srgbProfile } from './srgb-profile.ts';

/** A page: a JPEG, and how many of its dots make an inch of paper. */
export type PdfPage = {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
};

export type PdfWanted = {
  readonly pages: readonly PdfPage[];
  /** Kind of paper; never anything of a person: titles are shown by whatever opens the file. */
  readonly title: string;
  /** Number of the capture: becomes the identifier in the metadata. */
  readonly id: string;
  /** ISO time. */
  readonly at: string;
};

/** The document: its pages (2), what it says of itself (3), the colours meant (profile 4); viewers show its title. */
const catalog = [
  '<< /Type /Catalog /Pages 2 0 R /Metadata 3 0 R /Lang (vi) /ViewerPreferences << /DisplayDocTitle true >>',
  '/OutputIntents [ << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)',
  '/Info (sRGB IEC61966-2.1) /DestOutputProfile 4 0 R >> ] >>',
].join(' ');

const producer = 'Trực Ban';
const encoder = new TextEncoder();

/**
 * Pages as one PDF/A-2b (ISO 19005-2): pictures as they came, not encoded again, in sRGB, one a page at its size on paper; XMP
 * metadata; no font, script, link or form. The same input gives the same bytes.
 * @throws FailureError `page.notJpeg` with `page` (from 1) for bytes that are no JPEG of that size; RangeError without pages, for a
 * resolution that is none, and for a time that is none
 */
export function pdfOfPages({ pages, title, id, at }: PdfWanted): Uint8Array {
  if (pages.length === 0) throw new RangeError('a document has pages');
  const time = `${new Date(at).toISOString().slice(0, 19)}Z`;
  const hashes = pages.map(({ jpeg }) => hash('SHA-256', jpeg));
  const digest = toHex(hash('SHA-256', concat(encoder.encode(`${id}\n${title}\n${time}\n`), ...hashes)));
  const date = `(D:${time.replace(/[-:T]/g, '')})`;
  const about = { title, id, time, digest };
  const first = 6;
  const kids = pages.map((_, index) => `${first + 3 * index} 0 R`).join(' ');
  const profile = srgbProfile();
  const objects: readonly PdfObject[] = [
    plain(catalog),
    plain(`<< /Type /Pages /Kids [ ${kids} ] /Count ${pages.length} >>`),
    streamed('/Type /Metadata /Subtype /XML', encoder.encode(xmp(about))),
    streamed('/N 3', profile),
    plain(`<< /Title ${pdfText(title)} /Producer ${pdfText(producer)} /CreationDate ${date} /ModDate ${date} >>`),
    ...pages.flatMap((page, index) => pageObjects(page, index, first + 3 * index)),
  ];
  const fileId = `<${digest.slice(0, 32).toUpperCase()}>`;
  return writePdf(objects, `/Root 1 0 R /Info 5 0 R /ID [ ${fileId} ${fileId} ]`);
}

const plain = (head: string): PdfObject => ({ head, stream: null });
const streamed = (entries: string, stream: Uint8Array): PdfObject => ({
  head: `<< ${entries} /Length ${stream.length} >>`,
  stream,
});

/** A page, what is drawn on it, and its picture: numbers `number`, `number` + 1 and + 2. */
function pageObjects({ jpeg, width, height, dpi }: PdfPage, index: number, number: number): readonly PdfObject[] {
  const frame = jpegFrame(jpeg);
  if (frame === null || frame.width !== width || frame.height !== height)
    throw new FailureError(failure('page.notJpeg', { page: index + 1 }));
  if (!(dpi >= 1 && dpi <= 10_000)) throw new RangeError('no resolution');
  const points = (dots: number) => String(Math.round((dots * 72_000) / dpi) / 1000);
  const [w, h] = [points(width), points(height)];
  const space = frame.channels === 1 ? '/DeviceGray' : '/DeviceRGB';
  const picture = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${space}`;
  const resources = `/Resources << /XObject << /P ${number + 2} 0 R >> >>`;
  return [
    plain(`<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 ${w} ${h} ] ${resources} /Contents ${number + 1} 0 R >>`),
    streamed('', encoder.encode(`q ${w} 0 0 ${h} 0 0 cm /P Do Q`)),
    streamed(`${picture} /BitsPerComponent 8 /Filter /DCTDecode`, jpeg),
  ];
}

const escaped = (text: string) =>
  text.replace(/[&<>]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[letter] ?? letter);

/** What the file says of itself (ISO 16684-1), the same as its information dictionary, and that it is PDF/A-2b. */
function xmp({ title, id, time, digest }: Readonly<Record<'title' | 'id' | 'time' | 'digest', string>>): string {
  const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format><dc:identifier>${escaped(id)}</dc:identifier>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>${producer}</pdf:Producer>
<xmp:CreateDate>${time}</xmp:CreateDate><xmp:ModifyDate>${time}</xmp:ModifyDate>
<xmpMM:DocumentID>uuid:${uuid}</xmpMM:DocumentID>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}
