import { anchorsOf } from './anchors';
import { projectFiles, textOf } from './project-files';

/** A fenced block of a page: commands, or what they print. */
export interface Block {
  language: string;
  text: string;
  /** Line of the page that its fence stands on, from 1. */
  line: number;
  /** The heading that it stands under. */
  heading: string;
}

/** A page of Markdown, as far as tests look at it. */
export interface Page {
  /** Path from the project's root. */
  path: string;
  headings: string[];
  /** What can stand behind `#` in a link to this page. */
  anchors: Set<string>;
  /** Targets of links and images. */
  links: string[];
  /** What stands between backticks, in prose. */
  codeSpans: string[];
  blocks: Block[];
}

const FENCE = /^ *(`{3,})(\w*)/;
const HEADING = /^#{1,6} +(.*?)(?: +#+)?$/;
const CODE_SPAN = /(`+)(.+?)\1(?!`)/g;
const LINK_TARGETS = [
  /\]\(\s*<?([^)\s>]+)/g,
  /^\[[^\]]+\]:\s*(\S+)/gm,
  /\b(?:href|src)="([^"]*)"/g,
  /<(https?:[^>]+)>/g,
];

/** Reads the Markdown that this project writes: fenced blocks, headings with `#`, links of every form. */
export function pageOf(path: string, text: string): Page {
  const blocks: Block[] = [];
  const headings: string[] = [];
  const prose: string[] = [];
  let fence: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const [, ticks, language = ''] = FENCE.exec(line) ?? [];
    if (fence !== undefined) {
      if (ticks === fence && line.trim() === fence) fence = undefined;
      else (blocks.at(-1) as Block).text += `${line}\n`;
    } else if (ticks !== undefined) {
      fence = ticks;
      blocks.push({ language, text: '', line: index + 1, heading: headings.at(-1) ?? '' });
    } else {
      const heading = HEADING.exec(line)?.[1];
      if (heading !== undefined) headings.push(heading);
      prose.push(line);
    }
  }
  return { path, headings, blocks, ...spansAndLinks(prose.join('\n')), anchors: anchorsOf(headings, prose) };
}

function spansAndLinks(prose: string): Pick<Page, 'links' | 'codeSpans'> {
  const codeSpans = [...prose.matchAll(CODE_SPAN)].map(([, , code = '']) => code.trim());
  const withoutCode = prose.replaceAll(CODE_SPAN, 'code');
  const links = LINK_TARGETS.flatMap((form) =>
    [...withoutCode.matchAll(form)].map(([, target = '']) => target),
  );
  return { links, codeSpans };
}

/** Every page of the project. */
export const pages: readonly Page[] = projectFiles
  .filter((file) => file.endsWith('.md'))
  .map((file) => pageOf(file, textOf(file)));
