/** A partner client as a partner would send it. */
export interface Client {
  partner_client_id: string;
  client_start_date: string;
  entity_type: string;
  other_identifiers?: { key: string; values: string[] }[];
}

/** A valid partner client of usual size (about 200 bytes) with the given key. */
export function client(key: string, changes: Partial<Client> = {}): Client {
  return {
    partner_client_id: key,
    client_start_date: '2021-03-04',
    entity_type: 'LimitedCompany',
    other_identifiers: [
      { key: 'company_number', values: ['01234567'] },
      { key: 'vat_number', values: ['GB123456789', 'GB987654321'] },
    ],
    ...changes,
  };
}

/** `count` valid partner clients with keys of their own, which begin with `name`. */
export function clients(name: string, count: number): Client[] {
  return Array.from({ length: count }, (_, index) => client(`${name}-${index}`));
}
