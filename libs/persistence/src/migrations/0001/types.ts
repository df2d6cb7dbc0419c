/** The words of the service as types, and the partner that a transaction is for. */
export const TYPES = `
  CREATE TYPE item_state AS ENUM ('Pending', 'Completed', 'Duplicate', 'Conflict', 'Failed');
  CREATE TYPE record_kind AS ENUM ('clients', 'clients-with-claims', 'revenue-claims');

  -- NULL when no partner is set: policies then match no row, and NOT NULL columns refuse the write.
  CREATE FUNCTION current_partner() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.partner', true), '')::bigint;
`;
