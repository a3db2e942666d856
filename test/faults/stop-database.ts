import { campaignWithoutDatabase } from './campaign-without-database.ts';
import { writeFaultResult } from './write-fault-result.ts';

// node test/faults/stop-database.ts [mails] [seconds]
// PostgreSQL stopped for 30 seconds in the middle of a campaign. Writes its result into docs/faults.md.

const [mails = 5000, seconds = 30] = process.argv.slice(2).map(Number);
const report = await campaignWithoutDatabase(mails, seconds);
const failed = report.accepted + report.unknown !== mails || report.unknown > 4 || report.arrivedTwice + report.unfinished > 0;
await writeFaultResult('PostgreSQL stopped under a campaign', [
  `\`node test/faults/stop-database.ts ${mails} ${seconds}\`, ${new Date().toISOString().slice(0, 10)}: ${failed ? 'FAILED' : 'passed'}.`, '',
  `A campaign of ${mails.toLocaleString('en')} mails over 4 connections; PostgreSQL was stopped for ${seconds} seconds after ${report.before} of them, then started again.`, '',
  '| | |', '|---|---:|',
  `| accepted | ${report.accepted} |`,
  `| unknown, listed by name | ${report.unknown} |`,
  `| handed over while the database was down (under way when it stopped) | ${report.during - report.before} |`,
  `| arrived twice | ${report.arrivedTwice} |`,
  `| neither accepted nor unknown | ${report.unfinished} |`,
]);
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(failed ? 1 : 0);
