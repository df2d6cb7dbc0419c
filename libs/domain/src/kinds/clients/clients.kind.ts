import { type Row } from '../../items/item';
import { equalJsonTexts } from '../../json/equal';
import { toTimestamptzText } from '../../time/timestamptz';
import { type RecordKind } from '../record-kind';
import { otherIdentifiersText } from './other-identifiers-text';
import { PartnerClientDto } from './partner-client.dto';

const COLUMNS = ['partner_client_id', 'client_start_date', 'entity_type', 'other_identifiers'] as const;
const OTHER_IDENTIFIERS_COLUMN = COLUMNS.indexOf('other_identifiers');

/** Partner clients without claims: route 1 of docs/contract.md. */
export const clients: RecordKind = {
  name: 'clients',
  resource: 'clients',
  keyMember: 'partner_client_id',
  columns: COLUMNS,
  dto: PartnerClientDto,

  // Valid clients contain no number that a binary float could change, so the fast native reader serves.
  read: (text) => JSON.parse(text) as unknown,

  toRow: (value) => {
    const client = value as PartnerClientDto; // the rules accepted it
    return [
      client.partner_client_id,
      toTimestamptzText(client.client_start_date),
      client.entity_type,
      client.other_identifiers === undefined ? null : otherIdentifiersText(client.other_identifiers),
    ];
  },

  sameAsStored: (row, stored) =>
    row.every((text, column) =>
      column === OTHER_IDENTIFIERS_COLUMN ? sameOtherIdentifiers(row, stored) : text === stored[column],
    ),
};

/** Absent identifiers differ from an empty array; a jsonb that some other version printed differs in nothing. */
function sameOtherIdentifiers(row: Row, stored: Row): boolean {
  const text = row[OTHER_IDENTIFIERS_COLUMN] ?? null;
  const storedText = stored[OTHER_IDENTIFIERS_COLUMN] ?? null;
  if (text === null || storedText === null) return text === storedText;
  return equalJsonTexts(text, storedText);
}
