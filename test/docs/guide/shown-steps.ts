import { type Block, type Page } from '../pages/page';

/** A step of a guide: commands, and what they are shown to print; undefined where they print nothing. */
export interface Step {
  commands: Block;
  shown: Block | undefined;
}

const PRINTED = ['json', 'text'];

/** The steps of a page in their order: each block of commands with the output that follows it. */
export function stepsOf({ blocks, path }: Page): Step[] {
  const steps: Step[] = [];
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    if (block.language === 'sh') steps.push({ commands: block, shown: undefined });
    else if (PRINTED.includes(block.language) && before?.language === 'sh')
      (steps.at(-1) as Step).shown = block;
    else throw new Error(`${path}, line ${block.line}: neither commands nor what commands print`);
  }
  return steps;
}
