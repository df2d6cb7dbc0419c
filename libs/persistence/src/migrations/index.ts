import { BatchesAndClients1763000000001 } from './0001-batches-and-clients';
import { RevenueClaims1763000000002 } from './0002-revenue-claims';
import { PartnerQuota1763000000003 } from './0003-partner-quota';
import { LostClients1763000000004 } from './0004-lost-clients';
import { ClaimsOfClient1763000000005 } from './0005-claims-of-client';
import { PartnersUnseen1763000000006 } from './0006-partners-unseen';
import { PartnerRates1763000000007 } from './0007-partner-rates';
import { AgeOfBacklog1763000000008 } from './0008-age-of-backlog';
import { OwnPartnerOnly1763000000009 } from './0009-own-partner-only';
import { Dashboard1763000000010 } from './0010-dashboard';
import { DashboardIndexes1763000000011 } from './0011-dashboard-indexes';
import { Retention1763000000012 } from './0012-retention';
import { IdempotencyKeysByAge1763000000013 } from './0013-idempotency-keys-by-age';
import { Erasure1763000000014 } from './0014-erasure';
import { SchemaKnown1763000000015 } from './0015-schema-known';
import { TraceContext1763000000016 } from './0016-trace-context';
import { EndedSessions1763000000017 } from './0017-ended-sessions';

/** In the order in which they are applied. */
export const migrations = [
  BatchesAndClients1763000000001,
  RevenueClaims1763000000002,
  PartnerQuota1763000000003,
  LostClients1763000000004,
  ClaimsOfClient1763000000005,
  PartnersUnseen1763000000006,
  PartnerRates1763000000007,
  AgeOfBacklog1763000000008,
  OwnPartnerOnly1763000000009,
  Dashboard1763000000010,
  DashboardIndexes1763000000011,
  Retention1763000000012,
  IdempotencyKeysByAge1763000000013,
  Erasure1763000000014,
  SchemaKnown1763000000015,
  TraceContext1763000000016,
  EndedSessions1763000000017,
];
