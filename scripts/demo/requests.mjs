/**
 * @typedef {object} DemoRequest
 * @property {string} about what is shown
 * @property {string} route where it is posted
 * @property {string} example name of the file in examples/ with its items; `<name>.expected.json` says what becomes of them
 * @property {string} keyMember the member that holds an item's key
 */

/**
 * What the demo sends, in this order: the first saves what the others meet as saved before.
 * @type {readonly DemoRequest[]}
 */
export const requests = [
  {
    about: 'clients with their claims, which the next requests meet as saved before',
    route: '/api/v1/clients/revenueClaims',
    example: 'saved-before',
    keyMember: 'partner_client_id',
  },
  {
    about: 'clients, accepted at once and decided by the worker',
    route: '/api/v1/clients',
    example: 'clients',
    keyMember: 'partner_client_id',
  },
  {
    about: 'clients with their claims, each saved whole or not at all, decided within the request',
    route: '/api/v1/clients/revenueClaims',
    example: 'clients-with-claims',
    keyMember: 'partner_client_id',
  },
  {
    about: 'claims of clients that are saved, accepted at once and decided by the worker',
    route: '/api/v1/revenueClaims',
    example: 'revenue-claims',
    keyMember: 'unique_reference',
  },
];
