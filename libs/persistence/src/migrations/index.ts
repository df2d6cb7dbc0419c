import { MainJob1763000000001 } from './0001-main-job';

/** In the order in which they are applied. */
export const migrations = [MainJob1763000000001];
