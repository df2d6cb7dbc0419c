import pg from 'pg';
import { closeConnections } from './stack/http-client.mjs';
import { startPeer } from './stack/peers.mjs';
import { startReference } from './stack/reference.mjs';
import { startServers } from './stack/servers.mjs';
import { startService } from './stack/service.mjs';
import { spread } from './measure/statistics.mjs';

/**
 * What one experiment measures with: servers, contestants that are started when they are first needed, and the samples so far.
 * A figure is a named list of samples; some figures are rows of the target tables.
 */
export class Bench {
  #samples = new Map();
  #notes = [];
  #stops = [];
  #started = new Map();

  /**
   * @param {object} options
   * @param {number} options.rounds how many are counted
   * @param {(figure: string) => boolean} options.wants whether a row is to be measured
   * @param {boolean} options.isQuick whether smaller loads are to do
   * @param {readonly string[]} options.peerNames the peers that take part
   * @param {(text: string) => void} options.say gets lines about progress
   */
  constructor({ rounds, wants, isQuick, peerNames, say }) {
    this.roundCount = rounds;
    this.wants = wants;
    this.isQuick = isQuick;
    this.peerNames = peerNames;
    this.say = say;
  }

  /** Starts the servers. */
  async start() {
    this.servers = await startServers(this.say);
    this.#stops.push(() => this.servers.stop());
    this.postgres = new pg.Client({ connectionString: this.servers.adminUrl });
    await this.postgres.connect();
    this.#stops.push(() => this.postgres.end());
  }

  /** The service that most experiments share: one API, one worker, two partners. */
  service() {
    return this.#once('service', () => startService(this.servers));
  }

  /** The two-COPY reference. */
  reference() {
    return this.#once('reference', () => startReference(this.servers));
  }

  /** A peer, as a contestant that has been started. @param {string} name */
  peer(name) {
    return this.#once(`peer ${name}`, () => startPeer(name, this.servers));
  }

  /** Stops a peer again: most look for work all the time, also when it is not their turn. @param {string} name */
  async stopPeer(name) {
    const key = `peer ${name}`;
    const starting = this.#started.get(key);
    this.#started.delete(key);
    await (await starting)?.stop();
  }

  /**
   * Runs an experiment's rounds. The first one warms up caches, connections and compilers, and is not counted.
   * @param {(round: number) => Promise<Readonly<Record<string, number>>>} experiment gives one sample for each figure
   */
  async rounds(experiment) {
    for (let round = 0; round <= this.roundCount; round++) {
      this.say(round === 0 ? '  warming up' : `  round ${round} of ${this.roundCount}`);
      const figures = await experiment(round);
      if (round > 0) this.record(figures);
    }
  }

  /** Adds one sample to each of these figures. @param {Readonly<Record<string, number>>} figures */
  record(figures) {
    for (const [figure, value] of Object.entries(figures)) {
      if (!Number.isFinite(value)) throw new Error(`${figure} was measured as ${value}`);
      this.#samples.set(figure, [...(this.#samples.get(figure) ?? []), value]);
    }
  }

  /** Notes what a reader of the figures must know. @param {string} text */
  note(text) {
    this.#notes.push(text);
    this.say(text);
  }

  /** All figures by name, and the notes. */
  results() {
    const figures = [...this.#samples].map(([figure, samples]) => [figure, spread(samples)]);
    return { figures: Object.fromEntries(figures), notes: [...this.#notes] };
  }

  /** Stops everything, contestants first. */
  async stop() {
    closeConnections();
    for (const starting of this.#started.values()) await (await starting.catch(() => undefined))?.stop();
    for (const stop of this.#stops.toReversed()) await stop();
  }

  #once(key, start) {
    const starting = this.#started.get(key) ?? start();
    this.#started.set(key, starting);
    return starting;
  }
}
