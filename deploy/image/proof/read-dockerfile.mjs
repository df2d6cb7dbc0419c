import { createRequire } from 'node:module';

const { DockerfileParser } = createRequire(import.meta.url)('dockerfile-ast');

/**
 * @typedef {object} Step
 * @property {string} keyword in capitals
 * @property {string} text what stands behind the keyword, in one line
 * @property {string[]} words the same as words, with the variables of ARG put in
 * @property {Record<string, string>} flags `--from=build` as `{ from: 'build' }`
 * @property {string[]} exec the words of a command that is written as an array; else empty
 * @property {Record<string, string>} settings the names and values of ENV and LABEL
 */

/**
 * The stages of a Dockerfile, in order, as lists of steps.
 * @param {string} text
 * @returns {{ name: string, from: string, steps: Step[] }[]}
 */
export function readDockerfile(text) {
  const stages = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const keyword = instruction.getKeyword();
    const words = instruction.getExpandedArguments().map((word) => word.getValue());
    if (keyword === 'FROM')
      stages.push({ from: words[0], name: words[2] ?? String(stages.length), steps: [] });
    else stages.at(-1)?.steps.push(stepOf(instruction, keyword, words));
  }
  return stages;
}

function stepOf(instruction, keyword, words) {
  const pairs = (list) => Object.fromEntries((list ?? []).map((one) => [one.getName(), one.getValue()]));
  const text = instruction.getArgumentsContent() ?? '';
  return {
    keyword,
    text,
    words,
    flags: pairs(instruction.getFlags?.()),
    settings: pairs(keyword === 'ENV' || keyword === 'LABEL' ? instruction.getProperties() : []),
    exec: execOf(text.replace(/^CMD\s+/, '')),
  };
}

function execOf(text) {
  return text.startsWith('[') ? JSON.parse(text) : [];
}
