import { type DescribeOperation } from '../describe-operation';
import { claimsOfEveryState, newClaims } from '../examples/claim-examples';
import { asynchronousBatch } from './asynchronous-batch';
import { placeOf, seriesOfRoute } from './partner-route';

/** Route 4 of docs/contract.md section 1. */
export const createClaims: DescribeOperation = (route) => {
  const series = seriesOfRoute(route);
  return {
    ...placeOf(route, 'createRevenueClaims', 'Revenue claims'),
    summary: 'Create revenue claims of saved partner clients',
    description:
      'Takes a batch of revenue claims. It is decided after all batches of clients that were accepted before it, so that ' +
      'there is no need to wait for these.',
    ...asynchronousBatch(route, newClaims(series), claimsOfEveryState(series)),
  };
};
