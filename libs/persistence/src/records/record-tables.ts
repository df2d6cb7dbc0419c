import { type RecordKindName } from '@app/domain';
import { partnerClients } from './partner-clients.table';
import { type RecordTable } from './record-table';

/** One table for each record kind. */
export const RECORD_TABLES: Readonly<Record<RecordKindName, RecordTable>> = { clients: partnerClients };
