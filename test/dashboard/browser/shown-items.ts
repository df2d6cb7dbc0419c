/** A client as partners send it; the last three members of a batch that fail, and the file that they are downloaded as, are made of these. */
export const client = (key: unknown, entity_type = 'SoleTrader'): object => ({
  partner_client_id: key,
  client_start_date: '2021-03-04',
  entity_type,
});

/** Items of every state: one is saved, one repeats it, two contradict each other, two are wrong. */
export const ITEMS_OF_EVERY_STATE = [
  client('B-1'),
  client('B-1'),
  client('B-2', 'Ltd'),
  client('B-3'),
  client('B-3', 'LLP'),
  client(7),
];
