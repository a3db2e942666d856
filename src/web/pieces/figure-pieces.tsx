import { axisEnd } from '../../platform/ui/axis-end.ts';
import { Chart, type ChartPoint } from '../../platform/ui/chart.tsx';
import { FigureStrip } from '../../platform/ui/figure-strip.tsx';
import { Interval } from '../../platform/ui/interval.tsx';
import { Columns, Verdict } from '../../platform/ui/panel.tsx';
import { Head } from '../../platform/ui/section-head.tsx';
import { Half } from '../../platform/ui/who.tsx';

const persons = [242, 185, 113, 76, 54, 41, 32, 25, 20, 16, 13, 11, 9, 7, 6, 5, 5, 4, 3, 3, 2, 1, 4, 7, 10, 11, 10, 7, 4, 2, 1, 1, 0, 0, 0, 0];
const machines = [335, 48, 20, 10, 7, 6, 5, 4, 3, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
const points: ChartPoint[] = persons.map((person, hour) => ({ label: hour === 0 ? 'sent' : `${hour} h`, title: `Hour ${hour + 1}`, values: { person, machine: machines[hour] ?? 0 } }));
const weeks: ChartPoint[] = ['28 Sep', '5 Oct', '12 Oct', '19 Oct', '26 Oct', '2 Nov', '9 Nov'].map((label, week) => ({ label, values: { m: [310, 402, 380, 455, 430, 512, 498][week]!, s: [120, 180, 240, 220, 310, 290, 350][week]! } }));

export function FigurePieces() {
  return (
    <>
      <FigureStrip figures={[
        { label: 'Delivered', formula: { title: 'Delivered = accepted, no bounce so far', detail: 'A delay notice is not a bounce. 4,812 − 96 = 4,716.' }, value: 4716, under: 'of 4,812 sent, 98.0%', href: '#people', note: 'Bounce rate 2.0%, usual 1.8 to 2.6%' },
        { label: 'Open rate', formula: { title: 'messages opened by a person or a proxy / delivered', detail: '931 / 4,716 = 19.74%. Some tools divide by sent.', note: 'Wilson 95%: 18.63 to 20.90%. Axis 0 to 40%.' }, value: { numerator: 931, denominator: 4716 }, href: '#people', interval: { low: 0.1863, high: 0.209, max: 0.4 }, note: '29.7% with machines' },
        { label: 'Open-to-click rate', formula: { title: 'messages clicked / messages opened' }, value: { numerator: 214, denominator: 931 }, href: '#people', interval: { low: 0.204, high: 0.258, max: 0.4 } },
        { label: 'Reply rate', formula: { title: 'messages answered by a person / delivered' }, value: { numerator: 0, denominator: 0 }, under: 'nothing delivered yet' },
      ]} />
      <Columns wide band>
        <section>
          <Head title="Experiment: subject line" end="open, machines left out" />
          <Verdict><b>Dana’s subject line is better, sure:</b> 1.0 to 8.0 points more people open it.</Verdict>
          <div className="mt-4">
            <div className="arm"><span><Half name="Jonas Brandt" team="marketing" /> &nbsp;<span className="faint">A</span>&nbsp; Ferrow 6 brings constraint-based scheduling</span><span className="num"><span className="strong">17.5%</span> <a className="link faint" href="#people">413 of 2,361</a></span><Interval team="marketing" low={0.16} high={0.191} value={0.175} max={axisEnd(0.24)} label="16.0 to 19.1%" /></div>
            <div className="arm"><span><Half name="Dana Okoye" team="sales" /> &nbsp;<span className="faint">B</span>&nbsp; Plan a week of docks in an hour</span><span className="num"><span className="strong">22.0%</span> <a className="link faint" href="#people">518 of 2,355</a></span><Interval team="sales" low={0.204} high={0.237} value={0.22} max={axisEnd(0.24)} label="20.4 to 23.7%" /></div>
            <div className="arm"><span>B less A, what may be concluded now</span><span className="num"><span className="strong">+4.5</span> <span className="faint">points, 1.0 to 8.0</span></span><Interval zero low={0.01} high={0.08} value={0.045} min={-0.02} max={0.1} label="1.0 to 8.0 points" /></div>
          </div>
        </section>
        <section>
          <Chart title="Opens over time" summary="Opens by hour after the mail went out. Persons: 242 in the first hour, 185 in the second, then falling; a second rise the next morning. Machines: 335 in the first hour." series={[{ key: 'person', label: 'Persons and proxies', look: 'person' }, { key: 'machine', label: 'Machine only', look: 'machine' }]} points={points} pointHead="Hour" note="By hour since each message was handed over." />
          <div className="mt-6"><Chart kind="lines" title="Messages by week" summary="Messages by week and team: Marketing from 310 to 498, Sales from 120 to 350." series={[{ key: 'm', label: 'Marketing', look: 'marketing' }, { key: 's', label: 'Sales', look: 'sales' }]} points={weeks} pointHead="Week" /></div>
        </section>
      </Columns>
    </>
  );
}
