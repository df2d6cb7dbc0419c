import { type Service, startService } from '../support/service';
import { ByKind } from './guide/by-kind';
import { runSteps } from './guide/run-steps';
import { type Step, stepsOf } from './guide/shown-steps';
import { type Page, pages } from './pages/page';

const guide = pages.find(({ path }) => path === 'docs/partner-guide.md') as Page;
const steps = stepsOf(guide).map((step) => ({
  ...step,
  heading: step.commands.heading,
  line: step.commands.line,
}));

describe("the partner guide's commands, pasted one after the other,", () => {
  let service: Service;
  let printed: string[];
  /** Ids are numbered as they come, so all steps are compared in their order, also when one test is run alone. */
  let outputs: { shown: unknown; printed: unknown }[];
  beforeAll(async () => {
    service = await startService();
    const { client_id: CLIENT_ID, client_secret: CLIENT_SECRET } = service.partners[0].credentials;
    printed = await runSteps(steps, { PARTNER_CLIENT_SERVICE: service.apiUrl, CLIENT_ID, CLIENT_SECRET });
    outputs = compared(steps, printed);
  });
  afterAll(() => service.stop());

  it.each(steps.map((step, index) => ({ ...step, index })))(
    'print what is shown: $heading, line $line',
    ({ index }) => {
      const { shown, printed: actual } = outputs[index] ?? {};
      expect(actual).toEqual(shown);
    },
  );
});

function compared(all: readonly Step[], printed: readonly string[]): { shown: unknown; printed: unknown }[] {
  const [inGuide, inSession] = [new ByKind(), new ByKind()];
  return all.map(({ shown }, index) => {
    const language = shown?.language ?? 'text';
    const actual = printed[index] ?? '';
    return {
      shown: inGuide.of(shown?.text ?? '', language),
      printed: isJson(actual) || language === 'text' ? inSession.of(actual, language) : actual,
    };
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
