import { operations } from '#store/operations/operations.ts';
import { prepareRegistry } from './prepare-registry.ts';
import { reportOnStandardError } from './report.ts';
import { serveStore } from './serve-store.ts';
import { starterPort } from './thread-port.ts';

serveStore(starterPort(), { operations, now: () => new Date(), report: reportOnStandardError, prepareRegistry });
