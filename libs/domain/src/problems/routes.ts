/** Where items of each record kind are sent (docs/contract.md section 1), for sentences that name the right route. */
export const ROUTE_OF = {
  clients: '/api/v1/clients',
  'clients-with-claims': '/api/v1/clients/revenueClaims',
  'revenue-claims': '/api/v1/revenueClaims',
} as const;
