import { supervise } from './supervise.mjs';

/**
 * The processes of a stack, kept running in the order they were started and stopped in the reverse of it.
 * @param {(text: string) => void} say
 */
export function keptProcesses(say) {
  /** @type {import('./supervise.mjs').Supervised[]} */
  const kept = [];
  let stopping = false;
  let restarted = () => undefined;

  return {
    /**
     * Starts processes at the same time and keeps them running.
     * @param {readonly Pick<Parameters<typeof supervise>[0], 'name' | 'launch' | 'untilReady'>[]} processes
     * @returns {Promise<void>} when all are ready
     */
    async keep(...processes) {
      if (stopping) throw new Error('stopped before it had started');
      const supervised = processes.map((process) =>
        supervise({ ...process, say, onRestart: () => restarted() }),
      );
      kept.push(...supervised);
      await Promise.all(supervised.map(({ ready }) => ready));
    },

    /** @returns {Record<string, number>} the process ids of now, by name */
    pids: () => Object.fromEntries(kept.map(({ name, pid }) => [name, pid()])),

    /** @param {() => void} callback called whenever a process has been started again and has another id */
    onRestart(callback) {
      restarted = callback;
    },

    /** Stops all, one after the other; resolves when none is left. */
    async stop() {
      stopping = true;
      for (const { stop } of kept.toReversed()) await stop();
    },
  };
}
