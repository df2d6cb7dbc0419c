import { setTimeout as pause } from 'node:timers/promises';
import { openSender } from './senders.mjs';

const USUAL_WRONG = 0.015;
/** For a while of the shown hour, one partner's software is broken. */
const BROKEN = { wrong: 0.4, from: 0.55, to: 0.72 };
const PAST_BATCHES = 900;
const IN_FLIGHT = 6;
const LIVE_EVERY_MS = 1500;

const below = (count) => Math.floor(Math.random() * count);

/** Most batches are small, some are large. */
const someSize = () => (below(6) === 0 ? 1000 + below(2000) : 50 + below(450));

/** Each sender as often as its share says. */
function chosenFrom(senders) {
  let ticket = below(senders.reduce((sum, { share }) => sum + share, 0));
  return senders.find(({ share }) => (ticket -= share) < 0);
}

function sendSome(sender, wrong) {
  const dice = Math.random();
  if (dice < 0.12) return sender.claims(someSize());
  if (dice < 0.2) return sender.clientsWithClaims(someSize());
  return sender.clients(someSize(), wrong);
}

/** @param {{ api: string, partners: import('./partners.mjs').ShownPartner[] }} stack */
export async function openSenders({ api, partners }) {
  const senders = await Promise.all(partners.map((partner) => openSender(api, partner)));
  // Claims belong to clients that are there.
  await Promise.all(senders.map((sender) => sender.clients(200, 0)));
  return senders;
}

/** Sends as many batches as partners send in an hour. */
export async function sendPast(senders) {
  const [, broken] = senders;
  let sent = 0;
  const lane = async () => {
    while (sent < PAST_BATCHES) {
      const position = sent++ / PAST_BATCHES;
      const sender = chosenFrom(senders);
      const isBroken = sender === broken && position > BROKEN.from && position < BROKEN.to;
      await sendSome(sender, isBroken ? BROKEN.wrong : USUAL_WRONG);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

/**
 * Goes on sending.
 * @returns {() => Promise<void>} ends it
 */
export function keepSending(senders) {
  let goesOn = true;
  const sending = (async () => {
    while (goesOn) {
      await sendSome(chosenFrom(senders), USUAL_WRONG);
      await pause(LIVE_EVERY_MS);
    }
  })();
  return async () => {
    goesOn = false;
    await sending;
  };
}
