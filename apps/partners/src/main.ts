import { runPartners } from './run-partners';

void runPartners(process.argv);
