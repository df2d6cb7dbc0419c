/** The name of the one task. */
export const TASK = 'decide-item';
