import { asynchronous } from './asynchronous.mjs';
import { backlog } from './backlog.mjs';
import { claims } from './claims.mjs';
import { dashboardBesideIntake } from './dashboard-beside-intake.mjs';
import { dashboardPages } from './dashboard-pages.mjs';
import { freshProcesses } from './fresh-processes.mjs';
import { largeBodies } from './large-bodies.mjs';
import { latency } from './latency.mjs';
import { otherPartners } from './other-partners.mjs';
import { peers } from './peers.mjs';
import { reSent } from './re-sent.mjs';
import { reading } from './reading.mjs';
import { savedRecords } from './saved-records.mjs';

/** Every experiment, in the order in which they run and are shown. */
export const experiments = [
  asynchronous,
  peers,
  reSent,
  claims,
  latency,
  reading,
  otherPartners,
  freshProcesses,
  largeBodies,
  backlog,
  savedRecords,
  dashboardPages,
  dashboardBesideIntake,
];
