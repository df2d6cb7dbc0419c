import { clients } from './clients/clients.kind';
import { type RecordKind, type RecordKindName } from './record-kind';

/** Every record kind of the service, by the name that is stored with a batch. */
export const RECORD_KINDS: Readonly<Record<RecordKindName, RecordKind>> = { clients };
