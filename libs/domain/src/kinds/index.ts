import { clients } from './clients/clients.kind';
import { clientsWithClaims } from './clients-with-claims/clients-with-claims.kind';
import { type RecordKind, type RecordKindName } from './record-kind';
import { revenueClaims } from './revenue-claims/revenue-claims.kind';

/** Every record kind of the service, by the name that is stored with a batch. */
export const RECORD_KINDS: Readonly<Record<RecordKindName, RecordKind>> = {
  clients,
  'clients-with-claims': clientsWithClaims,
  'revenue-claims': revenueClaims,
};
