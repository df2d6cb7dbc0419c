import { type DescribeOperation } from '../describe-operation';
import { clientsOfEveryState, newClients } from '../examples/client-examples';
import { asynchronousBatch } from './asynchronous-batch';
import { placeOf, seriesOfRoute } from './partner-route';

/** Route 1 of docs/contract.md section 1. */
export const createClients: DescribeOperation = (route) => {
  const series = seriesOfRoute(route);
  return {
    ...placeOf(route, 'createPartnerClients', 'Partner clients'),
    summary: 'Create partner clients',
    description: 'Takes a batch of partner clients, which is decided later.',
    ...asynchronousBatch(route, newClients(series), clientsOfEveryState(series)),
  };
};
