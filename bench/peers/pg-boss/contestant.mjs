import { peer } from '../groundwork/peer.mjs';

export const contestant = peer({
  name: 'pg-boss',
  api: new URL('./api.mjs', import.meta.url),
  worker: new URL('./worker.mjs', import.meta.url),
});
