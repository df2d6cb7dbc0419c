/** Where tokens are issued (docs/contract.md section 1), without a token of course. */
export const TOKEN_ROUTE = '/auth/v1/token';
