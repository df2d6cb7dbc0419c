/**
 * Shares our merchants, and what they earned, with the lender.
 *
 *   node share-merchants.cjs EXPORT.json [KEY]
 *
 * SERVICE_URL, CLIENT_ID and CLIENT_SECRET come from the environment. KEY names this delivery: whoever starts the program
 * again after a crash gives the same one, and nothing is delivered twice. Exit code 0: the lender has everything.
 */
const crypto = require('node:crypto');
const fs = require('node:fs');
const { deliver } = require('./deliver.cjs');
const { report } = require('./report.cjs');
const { openSession } = require('./session.cjs');

function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

function readExport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read as an export: ${error.message}`, { cause: error });
  }
}

async function shareMerchants([file, key = crypto.randomUUID()]) {
  if (!file) throw new Error('usage: node share-merchants.cjs EXPORT.json [KEY]');
  const { clients, claims } = readExport(file);
  const session = openSession({
    serviceUrl: setting('SERVICE_URL'),
    clientId: setting('CLIENT_ID'),
    clientSecret: setting('CLIENT_SECRET'),
  });

  // Clients first: a claim of a client that the lender does not know is refused.
  const shared = await deliver(session, {
    name: 'clients',
    path: '/data/v1/clients',
    // As the lender's first documentation spelled it.
    statusPath: ({ status_check_id: id }) => `/data/v1/Clients/Status/${id}`,
    items: clients,
    key: `${key}-clients`,
  });
  const earned = await deliver(session, {
    name: 'claims',
    path: '/data/v1/revenueClaims',
    statusPath: ({ status_check_uri: uri }) => uri,
    items: claims,
    key: `${key}-claims`,
  });
  const allClients = report('clients', 'partner_client_id', shared);
  const allClaims = report('claims', 'unique_reference', earned);
  return allClients && allClaims;
}

shareMerchants(process.argv.slice(2)).then(
  (complete) => {
    process.exitCode = complete ? 0 : 1;
  },
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
