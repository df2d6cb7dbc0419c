import { createRequire } from 'node:module';
import path from 'node:path';
import { projectFolder } from '../embedded/folders.mjs';

const PERSISTENCE = path.join(projectFolder, 'dist/libs/persistence/src/index.js');

/**
 * Registers the two demo partners.
 * @param {string} databaseUrl as the owner, of the embedded PostgreSQL: never of a server of the user's own
 * @param {Record<string, string>} secrets
 * @returns {Promise<import('./stack-file.mjs').Stack['partners']>}
 */
export async function registerDemoPartners(databaseUrl, secrets) {
  const partners = [
    {
      name: 'Demo Payments',
      client_id: 'demo-payments',
      client_secret: secrets.demoPaymentsSecret,
      currency: 'GBP',
    },
    {
      name: 'Demo Marketplace',
      client_id: 'demo-marketplace',
      client_secret: secrets.demoMarketplaceSecret,
      currency: 'EUR',
    },
  ];
  const { registerPartner } = createRequire(import.meta.url)(PERSISTENCE);
  for (const { name, client_id: clientId, client_secret: clientSecret, currency } of partners) {
    await registerPartner(databaseUrl, { name, currency, clientId, clientSecret });
  }
  return partners;
}
