import { chromium, type Browser } from 'playwright-core';
import { requireProgram } from '../../support/programs';

/** Starts Chromium. Set CHROMIUM to the path of another Chromium-based browser. */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = process.env.CHROMIUM ?? (await requireProgram('chromium', { debianPackage: 'chromium' }));
	return await chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
