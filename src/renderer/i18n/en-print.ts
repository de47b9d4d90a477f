import { type PrintLabels, viPrint } from './vi-print.ts';

/** English words of printed papers; the head of the state stays as it is. */
export const enPrint: PrintLabels = {
  nation: viPrint.nation,
  motto: viPrint.motto,
  noStation: 'STATION WITHOUT A NAME',
  number: (number) => `No. ${number}`,
  marks: {
    demo: 'SAMPLE DATA – THIS PAPER HAS NO EFFECT',
    training: 'TRAINING – THIS PAPER HAS NO EFFECT',
  },
  signHere: '(signature, full name)',
};
