import { describe, expect, it } from 'vitest';
import { paperCodes } from '#contract/capture.ts';
import { FailureError } from '#contract/failures.ts';
import { jpegFrame } from './jpeg-frame.ts';
import { dpiOf, paperOf, papers } from './papers.ts';
import { pdfOfPages } from './pdf-a.ts';
import { srgbProfile } from './srgb-profile.ts';

/** The smallest thing that calls itself a JPEG of a size: start, frame header, scan header, end. */
function jpeg(width: number, height: number, channels: 1 | 3 = 3): Uint8Array {
  const components = Array.from({ length: channels }, (_, index) => [index + 1, 0x11, 0]).flat();
  const frame = [0xff, 0xc0, 0, 8 + 3 * channels, 8, height >> 8, height & 255, width >> 8, width & 255, channels, ...components]; // biome-ignore format: one line
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, ...frame, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9);
}

const page = { jpeg: jpeg(1654, 2339), width: 1654, height: 2339, dpi: 200 };
const wanted = { pages: [page, { ...page, jpeg: jpeg(1011, 638, 1), width: 1011, height: 638, dpi: 300 }], title: 'Giấy khai sinh', id: 'b7c1', at: '2026-11-22T08:00:00+07:00' }; // biome-ignore format: one line
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** Objects by number, taken by the cross-reference table alone. */
function objectsOf(text: string): Map<number, string> {
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const [, size = '', rows = ''] = /^xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] \n)+)trailer/.exec(text.slice(start)) ?? [];
  const offsets = rows
    .trimEnd()
    .split('\n')
    .map((row) => Number(row.slice(0, 10)));
  expect(offsets.length).toBe(Number(size));
  const found = new Map<number, string>();
  offsets.slice(1).forEach((offset, index) => {
    const body = text.slice(offset);
    expect(body.startsWith(`${index + 1} 0 obj\n`)).toBe(true);
    found.set(index + 1, body.slice(0, body.indexOf('endobj\n')));
  });
  return found;
}

describe('pdfOfPages', () => {
  const bytes = pdfOfPages(wanted);
  const text = latin(bytes);
  const objects = objectsOf(text);

  it('is a file whose every reference leads to an object, and whose streams are as long as they say', () => {
    expect(text.startsWith('%PDF-1.7\n%')).toBe(true);
    expect([...bytes.subarray(10, 14)].every((byte) => byte > 127)).toBe(true);
    for (const [, number] of text.matchAll(/(\d+) 0 R\b/g)) expect(objects.has(Number(number))).toBe(true);
    for (const body of objects.values()) {
      const length = /\/Length (\d+)/.exec(body)?.[1];
      if (length === undefined) continue;
      const start = body.indexOf('stream\n') + 7;
      expect(body.slice(start + Number(length))).toMatch(/^\nendstream\n/);
    }
  });

  it('says that it is PDF/A-2b, with the same words in both places that describe it', () => {
    const xmp = Buffer.from(objects.get(3) ?? '', 'latin1').toString('utf8');
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
    expect(xmp).toContain('<rdf:li xml:lang="x-default">Giấy khai sinh</rdf:li>');
    expect(xmp).toContain('<xmp:CreateDate>2026-11-22T01:00:00Z</xmp:CreateDate>');
    expect(objects.get(5)).toContain('/CreationDate (D:20261122010000Z)');
    expect(objects.get(5)).toContain('/Title <FEFF004700691EA500790020006B006800610069002000730069006E0068>');
    expect(text).toMatch(/\/ID \[ <([0-9A-F]{32})> <\1> \]/);
  });

  it('names the colours meant, by a profile of its own', () => {
    expect(objects.get(1)).toContain('/S /GTS_PDFA1');
    expect(objects.get(1)).toContain('/DestOutputProfile 4 0 R');
    expect(objects.get(4)).toContain(latin(srgbProfile()));
  });

  it('holds each picture as it came, at its size on paper, and nothing that PDF/A forbids', () => {
    expect(objects.get(6)).toContain('/MediaBox [ 0 0 595.44 842.04 ]');
    expect(objects.get(8)).toContain('/ColorSpace /DeviceRGB');
    expect(objects.get(8)).toContain(latin(page.jpeg));
    expect(objects.get(11)).toContain('/ColorSpace /DeviceGray');
    expect(text).not.toMatch(/\/(Encrypt|JavaScript|AA|OpenAction|Interpolate|Font|LZWDecode|EmbeddedFiles)\b/);
  });

  it('is the same for the same input, and has another identity for another', () => {
    expect(pdfOfPages(wanted)).toEqual(bytes);
    const id = (pdf: Uint8Array) => /\/ID \[ <(\w+)>/.exec(latin(pdf))?.[1];
    expect(id(pdfOfPages({ ...wanted, pages: [page] }))).not.toBe(id(bytes));
  });

  it('keeps names that look like markup out of the metadata’s structure', () => {
    const xmp = latin(pdfOfPages({ ...wanted, title: 'a</rdf:li><b>&' }));
    expect(xmp).toContain('a&lt;/rdf:li&gt;&lt;b&gt;&amp;');
  });

  it('refuses what is no picture of that size, naming the page, and a document of nothing', () => {
    const broken = { ...page, jpeg: page.jpeg.subarray(0, page.jpeg.length - 2) };
    const failureOf = (pages: typeof wanted.pages) => {
      try {
        pdfOfPages({ ...wanted, pages });
      } catch (error) {
        return error instanceof FailureError ? error.failure : error;
      }
      return null;
    };
    expect(failureOf([page, broken])).toMatchObject({ code: 'page.notJpeg', params: { page: 2 } });
    expect(failureOf([{ ...page, width: 10 }])).toMatchObject({ code: 'page.notJpeg', params: { page: 1 } });
    expect(failureOf([])).toBeInstanceOf(RangeError);
    expect(failureOf([{ ...page, dpi: Number.NaN }])).toBeInstanceOf(RangeError);
    expect(() => pdfOfPages({ ...wanted, at: 'yesterday' })).toThrow(RangeError);
  });
});

describe('jpegFrame', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, ...new Uint8Array(40))],
    ['zeros', new Uint8Array(100)],
    ['a segment without length', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0, ...new Uint8Array(30), 0xff, 0xd9)],
    ['a frame of no width', jpeg(0, 10)],
    ['one without an end', jpeg(10, 10).subarray(0, 20)],
  ])('knows %s for no JPEG', (_, bytes) => {
    expect(jpegFrame(bytes)).toBeNull();
  });

  it('reads size and channels', () => {
    expect(jpegFrame(jpeg(300, 400, 1))).toEqual({ width: 300, height: 400, channels: 1 });
  });
});

describe('srgbProfile', () => {
  it('is a v4 display profile whose tags lie inside it, on words', () => {
    const bytes = srgbProfile();
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    expect(view.getUint32(0)).toBe(bytes.length);
    expect(latin(bytes.subarray(12, 24))).toBe('mntrRGB XYZ ');
    expect(latin(bytes.subarray(36, 40))).toBe('acsp');
    const names = Array.from({ length: view.getUint32(128) }, (_, index) => {
      const at = 132 + 12 * index;
      const [offset, length] = [view.getUint32(at + 4), view.getUint32(at + 8)];
      expect(offset % 4).toBe(0);
      expect(offset + length).toBeLessThanOrEqual(bytes.length);
      return latin(bytes.subarray(at, at + 4));
    });
    expect(names).toEqual(['desc', 'cprt', 'wtpt', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC', 'chad']);
  });
});

describe('papers', () => {
  it('explain every kind of the contract, in both languages', () => {
    expect(papers.map(({ code }) => code).toSorted()).toEqual([...paperCodes].toSorted());
    for (const { name, purpose, pages } of papers) {
      expect([name.vi, name.en, purpose.vi, purpose.en].every((text) => text.length > 3)).toBe(true);
      expect(pages.usual).toBeLessThanOrEqual(pages.most);
    }
  });

  it('give a page the resolution that prints it at the size of its paper', () => {
    expect(dpiOf(paperOf('giayKhaiSinh'), { width: 1654, height: 2339 })).toBe(200);
    expect(dpiOf(paperOf('cccdMatTruoc'), { width: 1011, height: 638 })).toBe(300);
    expect(dpiOf(paperOf('khac'), { width: 1011, height: 638 })).toBe(300);
    expect(dpiOf(paperOf('khac'), { width: 1, height: 1 })).toBe(1);
  });
});
