// Made from docs/upstream.openapi.json by `npm run docs`; a test holds it current. Not edited by hand.

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: 'request.invalid' | 'request.notProved' | 'request.clock' | 'request.replayed' | 'enrolment.unknown' | 'enrolment.pending' | 'enrolment.revoked' | 'enrolment.key' | 'sync.keyMissing' | 'sync.otherContent' | 'sync.inProgress' | 'sync.incomplete' | 'sync.sequenceTaken' | 'sync.unknown' | 'sync.decisionClosed' | 'packet.malformed' | 'packet.tooLarge' | 'packet.tooMany' | 'packet.hashDiffers' | 'packet.notSigned' | 'packet.otherKey' | 'packet.otherDossier' | 'upstream.busy' | 'upstream.failed' | 'upstream.full' | 'upstream.noSuchThing';
  readonly params: { readonly [name: string]: string | number };
};

export type PublicKeyText = {
  readonly kid: string;
  readonly publicKey: string;
};

export type UpstreamInfo = {
  readonly name: string;
  readonly kind: 'reference' | 'production';
  readonly version: 'v1';
  readonly time: string;
  readonly keys: {
    readonly sealing: PublicKeyText;
    readonly signing: PublicKeyText;
  };
};

export type EnrolmentRequest = {
  readonly publicKey: string;
  readonly station: string;
  readonly name: string;
};

export type DeskStanding = {
  readonly deskId: string;
  readonly station: string;
  readonly name: string;
  readonly standing: 'requested' | 'approved' | 'revoked';
  readonly since: string;
};

export type SyncMetadata = {
  readonly dossierId: string;
  readonly rev: number;
  readonly deskId: string;
  readonly epoch: number;
  readonly deskSeq: number;
  readonly size: number;
  readonly sha256: string;
  readonly sig: string;
};

export type AnnounceRequest = {
  readonly items: readonly SyncMetadata[];
};

export type Announced =
  | {
      readonly is: 'have';
      readonly dossierId: string;
      readonly rev: number;
      readonly receipt: string;
    }
  | {
      readonly is: 'want';
      readonly dossierId: string;
      readonly rev: number;
      readonly upload: string;
      readonly offset: number;
    }
  | {
      readonly is: 'refused';
      readonly dossierId: string;
      readonly rev: number;
      readonly problem: Problem;
    };

export type AnnounceAnswer = {
  readonly items: readonly Announced[];
};

export type Receipt = {
  readonly dossierId: string;
  readonly rev: number;
  readonly deskId: string;
  readonly epoch: number;
  readonly deskSeq: number;
  readonly sha256: string;
  readonly receivedAt: string;
  readonly receiptNumber: number;
};

export type ReceiptAnswer = {
  readonly receipt: string;
};

export type SequenceRange = {
  readonly from: number;
  readonly to: number;
};

export type ReconcileAnswer = {
  readonly deskId: string;
  readonly time: string;
  readonly highestReceipt: number;
  readonly epochs: readonly {
    readonly epoch: number;
    readonly highest: number;
    readonly count: number;
    readonly gaps: readonly SequenceRange[];
    readonly allGaps: boolean;
    readonly days: readonly {
      readonly day: string;
      readonly count: number;
      readonly digest: string;
    }[];
  }[];
};

export type RangesRequest = {
  readonly epoch: number;
  readonly ranges: readonly SequenceRange[];
};

export type RangesAnswer = {
  readonly ranges: readonly {
    readonly from: number;
    readonly to: number;
    readonly count: number;
    readonly digest: string;
  }[];
};

export type LedgerItem = {
  readonly deskSeq: number;
  readonly dossierId: string;
  readonly rev: number;
  readonly sha256: string;
};

export type ItemsRequest = {
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
};

export type ItemsAnswer = {
  readonly items: readonly LedgerItem[];
};

export type Decision =
  | {
      readonly is: 'accepted';
    }
  | {
      readonly is: 'returned';
      readonly reason: string;
    }
  | {
      readonly is: 'refused';
      readonly reason: string;
    }
  | {
      readonly is: 'cardReady';
      readonly batch: string;
    };

export type DecisionsAnswer = {
  readonly decisions: readonly {
    readonly cursor: number;
    readonly dossierId: string;
    readonly rev: number;
    readonly decision: Decision;
    readonly at: string;
  }[];
  readonly more: boolean;
};

export type CodeList = {
  readonly id: string;
  readonly version: number;
  readonly from: string;
  readonly codes: readonly {
    readonly code: string;
    readonly vi: string;
  }[];
};

export type CodeListsAnswer = {
  readonly lists: readonly CodeList[];
};

export type TrustSnapshot = {
  readonly number: number;
  readonly at: string;
  readonly anchors: readonly string[];
  readonly revocationLists: readonly string[];
};

export type TrustAnswer = {
  readonly snapshot: string;
};

export type RequestProof = {
  readonly method: 'GET' | 'POST' | 'HEAD' | 'PATCH';
  readonly path: string;
  readonly body:
    | string
    | null;
  readonly deskId: string;
  readonly at: number;
  readonly nonce: string;
};

/** Every operation: how it is asked, with what, and what a good answer holds. */
export type UpstreamOperations = {
  readonly info: {
    readonly method: 'GET';
    readonly path: '/v1/upstream';
    readonly request: null;
    readonly answer: UpstreamInfo;
  };
  readonly enrol: {
    readonly method: 'POST';
    readonly path: '/v1/desks';
    readonly request: EnrolmentRequest;
    readonly answer: DeskStanding;
  };
  readonly standing: {
    readonly method: 'GET';
    readonly path: '/v1/desks/self';
    readonly request: null;
    readonly answer: DeskStanding;
  };
  readonly announce: {
    readonly method: 'POST';
    readonly path: '/v1/announce';
    readonly request: AnnounceRequest;
    readonly answer: AnnounceAnswer;
  };
  readonly finalise: {
    readonly method: 'POST';
    readonly path: '/v1/packets';
    readonly request: SyncMetadata;
    readonly answer: ReceiptAnswer;
  };
  readonly receipt: {
    readonly method: 'GET';
    readonly path: '/v1/receipts/{dossierId}/{rev}';
    readonly request: null;
    readonly answer: ReceiptAnswer;
  };
  readonly reconcile: {
    readonly method: 'GET';
    readonly path: '/v1/reconcile';
    readonly request: null;
    readonly answer: ReconcileAnswer;
  };
  readonly reconcileRanges: {
    readonly method: 'POST';
    readonly path: '/v1/reconcile/ranges';
    readonly request: RangesRequest;
    readonly answer: RangesAnswer;
  };
  readonly reconcileItems: {
    readonly method: 'POST';
    readonly path: '/v1/reconcile/items';
    readonly request: ItemsRequest;
    readonly answer: ItemsAnswer;
  };
  readonly decisions: {
    readonly method: 'GET';
    readonly path: '/v1/downlink/decisions';
    readonly request: null;
    readonly answer: DecisionsAnswer;
  };
  readonly registry: {
    readonly method: 'GET';
    readonly path: '/v1/downlink/registry';
    readonly request: null;
    readonly answer: string;
  };
  readonly trust: {
    readonly method: 'GET';
    readonly path: '/v1/downlink/trust';
    readonly request: null;
    readonly answer: TrustAnswer;
  };
  readonly codeLists: {
    readonly method: 'GET';
    readonly path: '/v1/downlink/code-lists';
    readonly request: null;
    readonly answer: CodeListsAnswer;
  };
  readonly uploadOffset: {
    readonly method: 'HEAD';
    readonly path: '/v1/uploads/{id}';
    readonly request: null;
    readonly answer: null;
  };
  readonly upload: {
    readonly method: 'PATCH';
    readonly path: '/v1/uploads/{id}';
    readonly request: Uint8Array;
    readonly answer: null;
  };
};
