import { databaseBytes, rowCounts } from './database-state.ts';
import { writeCounts } from './db.ts';
import { openStreams } from './team/event-stream.ts';

/** What Prometheus reads: numbers about the process and the database, and nothing about anybody. */
export async function metrics(): Promise<string> {
  const memory = process.memoryUsage();
  const cpu = process.cpuUsage();
  const rows = await rowCounts();
  const { writes, groups } = writeCounts();
  return [
    gauge('workbook_resident_memory_bytes', 'Resident memory of the server.', memory.rss),
    gauge('workbook_heap_used_bytes', 'Heap in use.', memory.heapUsed),
    gauge('workbook_uptime_seconds', 'Since the server began.', Math.round(process.uptime())),
    counter('workbook_cpu_seconds_total', 'Processor time that was used.', (cpu.user + cpu.system) / 1e6),
    counter('workbook_writes_total', 'Statements that wrote.', writes),
    counter('workbook_commits_total', 'Commits, each a wait for the disk, that they shared.', groups),
    gauge('workbook_event_streams', 'Browsers that follow a room.', openStreams()),
    gauge('workbook_database_bytes', 'The database with its log.', databaseBytes()),
    `# HELP workbook_rows Rows of what grows.\n# TYPE workbook_rows gauge\n${Object.entries(rows)
      .map(([table, count]) => `workbook_rows{table="${table}"} ${count}\n`)
      .join('')}`,
  ].join('');
}

const sample = (type: string) => (name: string, help: string, value: number) =>
  `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`;
const gauge = sample('gauge');
const counter = sample('counter');
