import { processIo, withBenchDatabase } from '../../src/bench/bench.ts';
import { campaignUnderKills, type KillReport } from './campaign-under-kills.ts';
import { writeFaultResult } from './write-fault-result.ts';

// node test/faults/kill-sender.ts [mails] [kills]
// The whole of it: a campaign of 20,000, fifty kills. Writes its result into docs/faults.md.

const [mails = 20_000, kills = 50] = process.argv.slice(2).map(Number);

const report = await new Promise<KillReport>((resolve, reject) => {
  withBenchDatabase(processIo, async ({ db }) => {
    resolve(await campaignUnderKills(db, { mails, kills, senders: 2, connections: 10, say: processIo.progress }));
  }).catch(reject);
});
const failed = report.lost + report.twice + report.unfinished + report.miscounts.length > 0 || report.unknown > report.unknownAtMost;
await writeResult(report, failed);
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(failed ? 1 : 0);

async function writeResult(result: KillReport, isFailure: boolean): Promise<void> {
  await writeFaultResult('Senders killed with -9', [
    `\`node test/faults/kill-sender.ts ${result.mails} ${result.kills}\`, ${new Date().toISOString().slice(0, 10)}: ${isFailure ? 'FAILED' : 'passed'}.`, '',
    `A campaign of ${result.mails.toLocaleString('en')} mails by ${result.senders} sender processes over ${result.connections} connections each; ${result.kills} times one of them was killed with -9 and another started. The mail server wrote down every Message-ID.`, '',
    '| | |', '|---|---:|',
    `| accepted | ${result.accepted} |`,
    `| unknown, listed by name (at most connections x kills = ${result.unknownAtMost}) | ${result.unknown} |`,
    `| of these, in fact arrived | ${result.unknownArrived} |`,
    `| accepted but never arrived (lost) | ${result.lost} |`,
    `| arrived twice | ${result.twice} |`,
    `| neither accepted nor unknown | ${result.unfinished} |`,
    `| counts that differ from messages, journal, touches or log | ${result.miscounts.join('; ') || 'none'} |`,
    `| seconds | ${Math.round(result.seconds)} |`,
  ]);
}
