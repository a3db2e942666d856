import { hitsWithoutDatabase } from './hits-without-database.ts';
import { writeFaultResult } from './write-fault-result.ts';

// node test/faults/stop-database-under-hits.ts [seconds] [kills]
// PostgreSQL stopped for 30 seconds under hits, once with the hits process left alone and once killed. Writes its result into docs/faults.md.

const [seconds = 30, kills = 3] = process.argv.slice(2).map(Number);
const reports = [await hitsWithoutDatabase(seconds, 0), await hitsWithoutDatabase(seconds, kills)];
const failed = reports.some((report) => report.failed + report.lost + report.doubled + report.differing > 0 || report.answeredDuring === 0);
const row = (name: string, value: (report: (typeof reports)[number]) => number) => `| ${name} | ${reports.map(value).join(' | ')} |`;
await writeFaultResult('PostgreSQL stopped under hits', [
  `\`node test/faults/stop-database-under-hits.ts ${seconds} ${kills}\`, ${new Date().toISOString().slice(0, 10)}: ${failed ? 'FAILED' : 'passed'}.`, '',
  `Eight readers follow links and fetch pixels, each hit of another message; PostgreSQL is stopped for ${seconds} seconds and started again. The second time the hits process is killed with -9 ${kills} times meanwhile.`, '',
  `| | left alone | killed ${kills} times |`, '|---|---:|---:|',
  row('answered as they should be', (report) => report.answered),
  row('of them while the database was down', (report) => report.answeredDuring),
  row('failed although the process lived', (report) => report.failed),
  row('tries while the process lay killed', (report) => report.whileDead),
  row('slowest answer, ms', (report) => report.slowestMs),
  row('answered and lost', (report) => report.lost),
  row('stored twice', (report) => report.doubled),
  row('differences of a recount', (report) => report.differing),
]);
process.stdout.write(`${JSON.stringify(reports)}\n`);
process.exit(failed ? 1 : 0);
