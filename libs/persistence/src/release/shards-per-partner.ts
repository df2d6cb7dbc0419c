/** At most so many shards of one partner are in the queue at a time: so many jobs another partner's job may have to stand behind (docs/decisions/0007). */
export const SHARDS_PER_PARTNER = 32;
