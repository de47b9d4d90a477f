import { verifierApi } from '#contract/compute.ts';
import { serve } from '#contract/rpc.ts';
import { verifyEvidence } from '#domain/chip/verify.ts';
import { importTrust } from '#domain/trust/import-trust.ts';
import { createTrust, describeAnchor, type StoredAnchor } from '#domain/trust/trust.ts';
import { reportOnStandardError } from './report.ts';
import { starterPort } from './thread-port.ts';

let trust = createTrust([]);

const crossing = (anchor: StoredAnchor) => ({ ...anchor, der: Uint8Array.from(anchor.der) });

const served = serve(
  verifierApi,
  starterPort(),
  {
    'trust.load': ({ anchors }) => {
      trust = createTrust(anchors);
      return anchors.map(describeAnchor);
    },
    'trust.judge': async ({ importId, files, now }, { signal }) => {
      const { accepted, refused } = await importTrust({
        files,
        trust,
        now: new Date(now),
        signal,
        onProgress: (progress) => served.emit('trust.importProgressed', { importId, ...progress, failure: null }),
      });
      return { accepted: accepted.map(crossing), refused: [...refused] };
    },
    'evidence.verify': ({ now, ...request }) => verifyEvidence({ ...request, trust, now: new Date(now) }),
  },
  reportOnStandardError,
);
