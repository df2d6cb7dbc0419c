import { supervise } from './supervise.mjs';

/**
 * The processes of a stack, kept running in the order they were started and stopped in the reverse of it.
 * @param {(text: string) => void} say
 */
export function keptProcesses(say) {
  /**
   * @type {{ process: Pick<Parameters<typeof supervise>[0], 'name' | 'launch' | 'untilReady'>,
   *   supervised: import('./supervise.mjs').Supervised }[]}
   */
  const kept = [];
  let stopping = false;
  let restarted = () => undefined;

  function begin(process) {
    if (stopping) throw new Error('stopped before it had started');
    return supervise({ ...process, say, onRestart: () => restarted() });
  }

  return {
    /**
     * Starts processes at the same time and keeps them running.
     * @param {readonly Pick<Parameters<typeof supervise>[0], 'name' | 'launch' | 'untilReady'>[]} processes
     * @returns {Promise<void>} when all are ready
     */
    async keep(...processes) {
      const added = processes.map((process) => ({ process, supervised: begin(process) }));
      kept.push(...added);
      await Promise.all(added.map(({ supervised }) => supervised.ready));
    },

    /**
     * Stops some of the processes and starts them anew. One that does not become ready is not tried again by itself.
     * @param {readonly string[]} names
     * @returns {Promise<void>} when all of them are ready
     * @throws an error that says why one is not
     */
    async restart(names) {
      const chosen = kept.filter(({ process }) => names.includes(process.name));
      for (const { supervised } of chosen.toReversed()) await supervised.stop();
      if (stopping) return;
      for (const entry of chosen) entry.supervised = begin(entry.process);
      const outcomes = await Promise.allSettled(chosen.map(({ supervised }) => supervised.ready));
      if (stopping) return;
      restarted();
      const failure = outcomes.find(({ status }) => status === 'rejected');
      if (failure !== undefined) throw failure.reason;
    },

    /** @returns {Record<string, number>} the process ids of now, by name */
    pids: () => Object.fromEntries(kept.map(({ process, supervised }) => [process.name, supervised.pid()])),

    /** @param {() => void} callback called whenever a process has been started again and has another id */
    onRestart(callback) {
      restarted = callback;
    },

    /** Stops all, one after the other; resolves when none is left. */
    async stop() {
      stopping = true;
      for (const { supervised } of kept.toReversed()) await supervised.stop();
    },
  };
}
