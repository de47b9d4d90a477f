import type { Dialog } from 'electron';

/** Lets the officer pick a file of people with the system's own dialog; null when they pick none. */
export function pickPeopleFile(dialog: Pick<Dialog, 'showOpenDialog'>): () => Promise<string | null> {
  return async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      properties: ['openFile'],
      filters: [
        { name: 'NDJSON, CSV', extensions: ['ndjson', 'jsonl', 'csv'] },
        { name: '*', extensions: ['*'] },
      ],
    });
    return canceled ? null : (filePaths.at(0) ?? null);
  };
}
