import { peer } from '../groundwork/peer.mjs';

export const contestant = peer({
  name: 'bull-careful',
  api: new URL('./api.ts', import.meta.url),
  worker: new URL('./worker.ts', import.meta.url),
});
