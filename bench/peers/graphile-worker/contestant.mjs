import { peer } from '../groundwork/peer.mjs';

export const contestant = peer({
  name: 'graphile-worker',
  api: new URL('./api.mjs', import.meta.url),
  worker: new URL('./worker.mjs', import.meta.url),
});
