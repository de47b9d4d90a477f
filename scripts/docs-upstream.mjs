import { writeFileSync } from 'node:fs';
import { clientTypes } from '../fixtures/upstream/document/client-types.ts';
import { documentText, upstreamDocument } from '../fixtures/upstream/document/openapi.ts';

// Writes docs/upstream.openapi.json and the types of the desk's client from it; a test asserts that both kept are these.
writeFileSync(new URL('../docs/upstream.openapi.json', import.meta.url), documentText());
writeFileSync(new URL('../src/main/sync/upstream-types.ts', import.meta.url), clientTypes(upstreamDocument()));
