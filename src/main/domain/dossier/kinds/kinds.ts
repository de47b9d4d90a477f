import type { DossierKind } from '#contract/dossier-kind.ts';
import { cardExchange } from './card-exchange.ts';
import { eIdLevel2 } from './e-id-level-2.ts';

/** Every kind of dossier this desk takes, under every regime it took it. The only place that names them. */
export const dossierKinds: readonly DossierKind[] = [...eIdLevel2, ...cardExchange];
