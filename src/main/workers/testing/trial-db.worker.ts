import { serveStore } from '../serve-store.ts';
import { starterPort } from '../thread-port.ts';
import { trialOperations } from './trial-operations.ts';

serveStore(starterPort(), { operations: trialOperations, now: () => new Date(), report: () => 'trial' });
